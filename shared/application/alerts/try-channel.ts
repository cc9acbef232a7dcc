import type { MessageChannel } from '../../domain/alert.ts';
import type { Notifier } from './ports.ts';

export interface Tried {
  readonly outcome: 'sent' | 'nobody' | 'failed';
  /** What became of it, or what to do. */
  readonly message: string;
}

/** Sends a message that says it is a trial, so that an admin sees whether the channel works before it has to. */
export async function tryChannel(
  { notifier }: { readonly notifier: Notifier },
  channel: MessageChannel,
  actor: string,
): Promise<Tried> {
  const notice = {
    subject: '[BritePool] Integration Alert: a trial',
    paragraphs: [`This is a trial that ${actor} asked for. Nothing is the matter.`],
    path: '/',
  };
  try {
    const outcome = await notifier.send(channel, notice);
    return outcome === 'sent'
      ? { outcome, message: 'The message was handed over.' }
      : { outcome, message: nobody[channel] };
  } catch (error) {
    return { outcome: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

const nobody: { readonly [channel in MessageChannel]: string } = {
  email: 'No address is named, or this stage has no sender for mails.',
  slack: 'No Slack channel is set: make an incoming webhook in Slack and enter its address.',
};
