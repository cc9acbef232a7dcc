import * as z from 'zod';
import type { Call } from '../../connector-kit/connector.ts';
import { sign } from '../../connector-kit/signatures.ts';
import type { RegisteredWebhook, WebhookTarget } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import type { HookState } from '../../domain/look-ups.ts';
import type { SignInValues } from '../../domain/sign-in.ts';
import { ask } from './ask.ts';
import { allBoards } from './board-streams.ts';
import { rejected } from './refusals.ts';
import { made, type Settings } from './schema.ts';
import { events } from './webhook.ts';

interface Known {
  readonly key: string;
  readonly externalId: string | null;
}

const createQuery = `mutation ($board: ID!, $url: String!, $event: WebhookEventType!) {
r: create_webhook(board_id: $board, url: $url, event: $event) { id }
}`;
const listQuery = 'query ($board: ID!) { r: webhooks(board_id: $board) { id } }';
const deleteQuery = 'mutation ($id: ID!) { r: delete_webhook(id: $id) { id } }';
const sha256 = { algorithm: 'sha256', encoding: 'base64url' } as const;
/** https://developer.monday.com/api-reference/reference/webhooks */
const longestUrl = 255;

/** One hook tells of one event on one board: six for each board. monday.com calls the address back before it answers. */
export async function registerWebhooks(
  call: Call<Settings>,
  target: WebhookTarget,
  { signingSecret }: SignInValues,
): Promise<readonly RegisteredWebhook[]> {
  const hooks: RegisteredWebhook[] = [];
  try {
    for (const board of allBoards(call.settings))
      for (const [name, event] of events) {
        const key = `${board}.${name}`;
        const { url, secret } = addressOf(target, key, signingSecret);
        const { id } = await ask(call, createQuery, { board, url, event }, made);
        hooks.push({ key, externalId: id, secret });
      }
    return hooks;
  } catch (error) {
    await Promise.allSettled(hooks.map((hook) => unregisterWebhook(call, hook)));
    throw error;
  }
}

/** What monday.com does not sign, it can only be told by an address that nobody can guess. */
function addressOf(target: WebhookTarget, key: string, signingSecret: string | undefined) {
  const token = sign(sha256, target.secret, Buffer.from(key)).slice(0, 32);
  const isSigned = signingSecret !== undefined && signingSecret !== '';
  const url = isSigned ? target.url(key) : `${target.url(key)}&token=${token}`;
  if (url.length > longestUrl)
    throw rejected(`The address has ${url.length} characters; monday.com takes ${longestUrl}.`);
  return { url, secret: isSigned ? signingSecret : token };
}

/** Only the id is told of a webhook, neither its address nor whether it works. */
export async function checkWebhook(call: Call<Settings>, { key, externalId }: Known): Promise<HookState> {
  const [board = ''] = key.split('.');
  const found = await ask(call, listQuery, { board }, z.array(made));
  return found.some(({ id }) => id === externalId) ? 'active' : 'gone';
}

export async function unregisterWebhook(call: Call<Settings>, { externalId }: Known): Promise<void> {
  if (externalId === null) return;
  try {
    await ask(call, deleteQuery, { id: externalId }, made);
  } catch (error) {
    if (!(error instanceof FaultError) || error.fault.kind !== 'not-found') throw error;
  }
}
