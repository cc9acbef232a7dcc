import * as z from 'zod';
import { readJsonBody } from '../../connector-kit/json-body.ts';
import { sameText } from '../../connector-kit/signatures.ts';
import {
  refused,
  type WebhookContext,
  type WebhookProtocol,
  type WebhookReading,
  type WebhookRequest,
} from '../../connector-kit/webhook.ts';
import { boardStreams } from './board-streams.ts';
import { claimsOf } from './jwt.ts';
import type { Settings } from './schema.ts';

/** What is listened to, by the name that stands in the address of the hook. */
export const events: ReadonlyMap<string, string> = new Map([
  ['changed', 'change_column_value'],
  ['created', 'create_item'],
  ['renamed', 'change_name'],
  ['deleted', 'item_deleted'],
  ['archived', 'item_archived'],
  ['restored', 'item_restored'],
]);

const number = z.coerce.string().optional();
const delivery = z.object({ event: z.object({ pulseId: number, itemId: number, triggerUuid: number }) });
const challenge = z.object({ challenge: z.string().max(512) });

/**
 * The body is not signed: hook and event are taken from the address, which is, or which holds a text that nobody can guess.
 * Of the body only the id is believed, and looked up. https://developer.monday.com/api-reference/reference/webhooks
 */
export const readWebhook: WebhookProtocol<Settings> = (request, context) => {
  const handshake = answerChallenge(request, context);
  if (handshake !== undefined) return handshake;
  if (!isProven(request, context))
    return refused(401, 'signature-wrong', 'Neither header nor address proves the sender.');
  const body = readJsonBody(request.body);
  if ('kind' in body) return body;
  const parsed = delivery.safeParse(body.json);
  const { pulseId, itemId, triggerUuid } = parsed.data?.event ?? {};
  const externalId = pulseId ?? itemId;
  if (externalId === undefined)
    return refused(400, 'invalid-payload', 'The body names no item.', '/event/pulseId');
  const [board = '', name = ''] = (request.query.hook ?? '').split('.');
  const once = triggerUuid ?? Buffer.from(request.body).toString();
  const kind = name === 'deleted' ? ('deleted' as const) : ('upserted' as const);
  const change = { externalId, kind, eventKey: context.hash(`${name} ${once}`) };
  const changes = boardStreams
    .filter(([setting]) => context.settings[setting].includes(board))
    .map(([, stream, resourceType]) => ({ stream, resourceType, ...change }));
  return { kind: 'delivery', changes };
};

/** While a registration of ours is under way, and then only with its nonce, or anybody could have it answered. */
function answerChallenge(
  request: WebhookRequest,
  context: WebhookContext<Settings>,
): WebhookReading | undefined {
  if (context.pendingNonce === undefined || request.query.nonce !== context.pendingNonce) return undefined;
  const body = readJsonBody(request.body);
  const parsed = challenge.safeParse('kind' in body ? undefined : body.json);
  const headers = { 'content-type': 'application/json' };
  return parsed.success
    ? { kind: 'handshake', response: { status: 200, headers, body: JSON.stringify(parsed.data) } }
    : undefined;
}

/**
 * Webhooks of an app carry a token of some minutes that names the address; those made with a personal token carry nothing,
 * and their address holds a text that only monday.com knows.
 */
function isProven(
  { query, headers, url }: WebhookRequest,
  { secrets, now }: WebhookContext<Settings>,
): boolean {
  const { token } = query;
  if (token !== undefined) return secrets.map((secret) => sameText(secret, token)).some(Boolean);
  const claims = claimsOf((headers.authorization ?? '').replace(/^Bearer /, ''), secrets);
  return claims?.audience.includes(url) === true && claims.expires * 1000 > now.getTime();
}
