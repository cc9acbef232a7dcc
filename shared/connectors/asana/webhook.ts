import type { Call } from '../../connector-kit/connector.ts';
import { readJsonBody } from '../../connector-kit/json-body.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { verify } from '../../connector-kit/signatures.ts';
import {
  onePerRecord,
  refused,
  refusedShape,
  type WebhookChange,
  type WebhookContext,
  type WebhookProtocol,
  type WebhookReading,
  type WebhookRequest,
} from '../../connector-kit/webhook.ts';
import type { RegisteredWebhook, WebhookTarget } from '../../domain/external.ts';
import type { HookState } from '../../domain/look-ups.ts';
import { createdWebhook, delivery, oneWebhook, type Settings } from './schema.ts';

/** Lower-case hex HMAC-SHA256 of the body. https://developers.asana.com/docs/webhooks-guide#security */
const scheme = { algorithm: 'sha256', encoding: 'hex' } as const;

export const readWebhook: WebhookProtocol<Settings> = (request, context) => {
  const handshake = request.headers['x-hook-secret'];
  if (handshake !== undefined) return answerHandshake(request, context, handshake);
  if (!verify(scheme, context.secrets, request.body, request.headers['x-hook-signature'])) {
    return refused(401, 'signature-wrong', 'The X-Hook-Signature does not fit the secret of this webhook.');
  }
  const body = readJsonBody(request.body);
  if ('kind' in body) return body;
  const parsed = delivery.safeParse(body.json);
  return parsed.success
    ? { kind: 'delivery', changes: changesIn(parsed.data.events, context) }
    : refusedShape(parsed.error);
};

/** Only a registration of ours is answered; the secret itself comes with the registration's own answer. */
function answerHandshake(
  request: WebhookRequest,
  context: WebhookContext<Settings>,
  secret: string,
): WebhookReading {
  const expected = context.pendingNonce !== undefined && request.query.nonce === context.pendingNonce;
  if (!expected || !/^[\x21-\x7e]{1,256}$/.test(secret)) {
    return refused(401, 'unexpected-handshake', 'No webhook of this integration is being registered.');
  }
  return { kind: 'handshake', response: { status: 200, headers: { 'X-Hook-Secret': secret }, body: '' } };
}

type Event = ReturnType<typeof delivery.parse>['events'][number];

function changesIn(events: readonly Event[], context: WebhookContext<Settings>): readonly WebhookChange[] {
  const changes = events.flatMap((event): WebhookChange[] => {
    const gid = taskOf(event);
    if (gid === undefined) return [];
    const key = [event.action, event.created_at, gid, event.change?.field ?? ''].join(' ');
    return [
      {
        stream: 'tasks',
        resourceType: 'TASK',
        externalId: gid,
        kind: event.action === 'deleted' ? 'deleted' : 'upserted',
        at: event.created_at,
        eventKey: context.hash(key),
      },
    ];
  });
  return onePerRecord(changes).map((change) => ({ ...change, eventKey: context.hash(change.eventKey) }));
}

/** The task an event is about: itself, or the one whose story or attachment it is (these bump `modified_at` only). */
const taskOf = ({ resource }: Event): string | undefined =>
  resource.resource_type === 'task' ? resource.gid : undefined;

/** One hook per project; Asana calls the target back before it answers. */
export async function registerWebhooks(
  call: Call<Settings>,
  target: WebhookTarget,
): Promise<readonly RegisteredWebhook[]> {
  const hooks: RegisteredWebhook[] = [];
  try {
    for (const project of call.settings.projectGids) hooks.push(await registerOne(call, target, project));
    return hooks;
  } catch (error) {
    // Nobody would know the secrets of the hooks made so far; their deliveries could only be refused.
    await Promise.allSettled(hooks.map((hook) => unregisterWebhook(call, hook)));
    throw error;
  }
}

async function registerOne(
  call: Call<Settings>,
  target: WebhookTarget,
  project: string,
): Promise<RegisteredWebhook> {
  const filters = ['added', 'changed', 'deleted', 'removed', 'undeleted'].map((action) => ({
    resource_type: 'task',
    action,
  }));
  const response = await call.send({
    method: 'POST',
    path: '/webhooks',
    body: { data: { resource: project, target: target.url(project), filters } },
  });
  const created = parseResponse(response, createdWebhook, 'The created webhook');
  return { key: project, externalId: created.data.gid, secret: created['X-Hook-Secret'] };
}

/** Asana turns a hook off when its deliveries keep failing, and deletes it a day later. */
export async function checkWebhook(
  call: Call<Settings>,
  hook: { readonly externalId: string | null },
): Promise<HookState> {
  if (hook.externalId === null) return 'gone';
  const response = await call.send(
    { method: 'GET', path: `/webhooks/${encodeURIComponent(hook.externalId)}` },
    { accept: [404] },
  );
  if (response.status === 404) return 'gone';
  return parseResponse(response, oneWebhook, 'The webhook').data.active ? 'active' : 'inactive';
}

export async function unregisterWebhook(
  call: Call<Settings>,
  hook: { readonly externalId: string | null },
): Promise<void> {
  if (hook.externalId === null) return;
  await call.send(
    { method: 'DELETE', path: `/webhooks/${encodeURIComponent(hook.externalId)}` },
    { accept: [404] },
  );
}
