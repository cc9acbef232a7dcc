import type { Notifier } from '../../application/ports.ts';

type Notice = Parameters<Notifier['send']>[0];

/** Remembers what was sent; `broken` refuses everything until it is mended. */
export class MemoryNotifier implements Notifier {
  readonly sent: Notice[] = [];
  broken = false;

  async send(notice: Notice): Promise<'sent'> {
    if (this.broken) throw new Error('The mail service does not answer.');
    this.sent.push(notice);
    return 'sent';
  }
}
