import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { readBody } from '../wire/read-body.ts';
import type { Outbox } from './outbox.ts';

/** Where this machine plays an incoming webhook of Slack. */
export const slackPath = '/slack';
const largestMessage = 65_536;
const messageInput = z.looseObject({ text: z.string().min(1) });

/** Takes a message as Slack does, and answers in its words. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export async function takeSlackMessage(
  outbox: Pick<Outbox, 'add'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const message = parsed(await readBody(request, largestMessage));
  response.writeHead(message === undefined ? 400 : 200, { 'content-type': 'text/plain' });
  if (message !== undefined) {
    const [subject = '', ...rest] = plain(message).split('\n\n');
    outbox.add('slack', 'Slack channel', subject, rest.join('\n\n'));
  }
  response.end(message === undefined ? 'invalid_payload' : 'ok');
}

function parsed(body: Buffer | undefined): string | undefined {
  try {
    return messageInput.parse(JSON.parse(body?.toString('utf8') ?? '')).text;
  } catch {
    return undefined;
  }
}

/** As people see it: bold is bold, a link is its words and its address. */
const plain = (text: string): string =>
  text
    .replace(/^\*(.*)\*$/m, '$1')
    .replace(/<([^|>]+)\|([^>]+)>/g, '$2: $1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
