import type { Notifier } from '../../application/ports.ts';

type Channel = Parameters<Notifier['send']>[0];
type Notice = Parameters<Notifier['send']>[1];

/** Remembers what was sent; `broken` refuses everything, or what goes to one channel, until it is mended. */
export class MemoryNotifier implements Notifier {
  /** What was mailed. */
  readonly sent: Notice[] = [];
  readonly slack: Notice[] = [];
  broken: boolean | Channel = false;

  async send(channel: Channel, notice: Notice): Promise<'sent'> {
    if (this.broken === true || this.broken === channel) throw new Error('The mail service does not answer.');
    (channel === 'slack' ? this.slack : this.sent).push(notice);
    return 'sent';
  }
}
