import type { Call } from '../../connector-kit/connector.ts';
import { readJsonBody } from '../../connector-kit/json-body.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { verify } from '../../connector-kit/signatures.ts';
import { refused, refusedShape, type WebhookProtocol } from '../../connector-kit/webhook.ts';
import type { RegisteredWebhook, WebhookTarget } from '../../domain/external.ts';
import type { HookState } from '../../domain/look-ups.ts';
import type { SignInValues } from '../../domain/sign-in.ts';
import { delivery, hook as hookShape, type Settings } from './schema.ts';

/**
 * Base64 HMAC-SHA1, with the secret of the application, of the body followed by the address as it was registered.
 * https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/
 */
const scheme = { algorithm: 'sha1', encoding: 'base64' } as const;

export const readWebhook: WebhookProtocol<Settings> = (request, context) => {
  if (request.method === 'HEAD') {
    const expected = context.pendingNonce !== undefined && request.query.nonce === context.pendingNonce;
    return expected
      ? { kind: 'handshake', response: { status: 200, headers: {}, body: '' } }
      : refused(401, 'unexpected-handshake', 'No webhook of this integration is being registered.');
  }
  const signed = Buffer.concat([request.body, Buffer.from(request.url)]);
  if (!verify(scheme, context.secrets, signed, request.headers['x-trello-webhook']))
    return refused(401, 'signature-wrong', 'The X-Trello-Webhook signature does not fit body and address.');
  const body = readJsonBody(request.body);
  if ('kind' in body) return body;
  const parsed = delivery.safeParse(body.json);
  if (!parsed.success) return refusedShape(parsed.error);
  const { id, type, date, data } = parsed.data.action;
  if (data.card === undefined) return { kind: 'delivery', changes: [] };
  const kind = type === 'deleteCard' ? 'deleted' : 'upserted';
  const about = { stream: 'cards', resourceType: 'TASK', externalId: data.card.id } as const;
  return { kind: 'delivery', changes: [{ ...about, kind, at: date, eventKey: context.hash(id) }] };
};

/** One hook a board, if the secret is known with which Trello signs; else changes are polled for. */
export async function registerWebhooks(
  call: Call<Settings>,
  target: WebhookTarget,
  { secret }: SignInValues,
): Promise<readonly RegisteredWebhook[]> {
  if (secret === undefined || secret === '') return [];
  const hooks: RegisteredWebhook[] = [];
  try {
    for (const board of call.settings.boardIds) {
      const body = { callbackURL: target.url(board), idModel: board, description: 'BritePool' };
      const response = await call.send({ method: 'POST', path: '/webhooks/', body });
      const { id } = parseResponse(response, hookShape, 'The created webhook');
      hooks.push({ key: board, externalId: id, secret });
    }
    return hooks;
  } catch (error) {
    await Promise.allSettled(hooks.map((made) => unregisterWebhook(call, made)));
    throw error;
  }
}

type Known = { readonly externalId: string | null };
const pathOf = (id: string) => `/webhooks/${encodeURIComponent(id)}`;

/** Trello turns a hook off after 30 days of failures, and deletes it with the token that made it. */
export async function checkWebhook(call: Call<Settings>, { externalId }: Known): Promise<HookState> {
  if (externalId === null) return 'gone';
  const response = await call.send({ method: 'GET', path: pathOf(externalId) }, { accept: [404] });
  if (response.status === 404) return 'gone';
  return parseResponse(response, hookShape, 'The webhook').active ? 'active' : 'inactive';
}

export async function unregisterWebhook(call: Call<Settings>, { externalId }: Known): Promise<void> {
  if (externalId === null) return;
  await call.send({ method: 'DELETE', path: pathOf(externalId) }, { accept: [404] });
}
