import type { Notifier } from '../../application/ports.ts';
import type { HttpClient } from '../../connector-kit/http.ts';

export interface SlackOptions {
  /** The incoming webhook's address; whoever knows it can write there. */
  readonly url: () => Promise<string | undefined>;
  /** Origin of the dashboard, without a trailing slash. */
  readonly dashboardUrl: string;
  readonly http: HttpClient;
}

type Notice = Parameters<Notifier['send']>[1];

/** One message to the channel of an incoming webhook. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export async function sendToSlack(
  { url, dashboardUrl, http }: SlackOptions,
  { subject, paragraphs, path }: Notice,
): Promise<'sent' | 'nobody'> {
  const address = await url();
  if (address === undefined) return 'nobody';
  const text = [`*${escaped(subject)}*`, ...paragraphs.map(escaped), `<${dashboardUrl}${path}|View Details>`];
  const answer = await http.send({
    method: 'POST',
    url: new URL(address),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: text.join('\n\n') }),
  });
  if (answer.status < 300) return 'sent';
  throw new Error(`Slack answered ${answer.status}. ${cureFor(answer.status)}`);
}

/** What Slack reads as markup. https://docs.slack.dev/messaging/formatting-message-text#escaping */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const cureFor = (status: number): string =>
  status === 403 || status === 404 || status === 410
    ? 'The address is no longer valid: make a new incoming webhook in Slack and enter its address.'
    : 'It is tried again.';
