import type { Call } from '../../../../shared/connector-kit/connector.ts';
import { readJsonBody } from '../../../../shared/connector-kit/json-body.ts';
import { parseResponse } from '../../../../shared/connector-kit/parse.ts';
import { type HmacScheme, verify } from '../../../../shared/connector-kit/signatures.ts';
import { todo } from '../../../../shared/connector-kit/todo.ts';
import { refused, refusedShape, type WebhookProtocol } from '../../../../shared/connector-kit/webhook.ts';
import type { RegisteredWebhook, WebhookTarget } from '../../../../shared/domain/external.ts';
import type { HookState } from '../../../../shared/domain/look-ups.ts';
import { createdHook, delivery, type Settings } from './schema.ts';

/** Not answered yet: over which bytes is the signature made, with which algorithm and whose secret? */
const scheme: HmacScheme = { algorithm: 'sha256', encoding: 'hex' };

export const readWebhook: WebhookProtocol<Settings> = (request, context) => {
  const header = todo(
    'which header carries the signature, and is there a handshake or a time-stamp to check?',
  );
  if (!verify(scheme, context.secrets, request.body, request.headers[header]))
    return refused(401, 'signature-wrong', 'The signature does not fit the secret of this webhook.');
  const body = readJsonBody(request.body);
  if ('kind' in body) return body;
  const parsed = delivery.safeParse(body.json);
  if (!parsed.success) return refusedShape(parsed.error);
  const { event, task, deleted } = parsed.data;
  const about = { stream: 'tasks', resourceType: 'TASK', externalId: task } as const;
  const eventKey = context.hash(event);
  return {
    kind: 'delivery',
    changes: [{ ...about, kind: deleted ? 'deleted' : 'upserted', eventKey }],
  };
};

export async function registerWebhooks(
  call: Call<Settings>,
  target: WebhookTarget,
): Promise<readonly RegisteredWebhook[]> {
  const path = todo('where are webhooks made, and whose is the secret?');
  const key = call.settings.workspaceId;
  const response = await call.send({ method: 'POST', path, body: { url: target.url(key) } });
  const { id, secret } = parseResponse(response, createdHook, 'The created webhook');
  return [{ key, externalId: id, secret }];
}

type Known = { readonly externalId: string | null };
const pathOf = (id: string): string =>
  `${todo('at which address does one webhook stand?')}/${encodeURIComponent(id)}`;

// Not answered yet: does it say whether a webhook is switched off, and does one expire? Then there is a `renew` too.
export async function checkWebhook(call: Call<Settings>, { externalId }: Known): Promise<HookState> {
  if (externalId === null) return 'gone';
  const response = await call.send({ method: 'GET', path: pathOf(externalId) }, { accept: [404] });
  return response.status === 404 ? 'gone' : 'active';
}

export async function unregisterWebhook(call: Call<Settings>, { externalId }: Known): Promise<void> {
  if (externalId === null) return;
  await call.send({ method: 'DELETE', path: pathOf(externalId) }, { accept: [404] });
}
