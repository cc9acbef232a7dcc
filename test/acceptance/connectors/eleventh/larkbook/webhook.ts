import type { Call } from '../../connector-kit/connector.ts';
import { readJsonBody } from '../../connector-kit/json-body.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { type HmacScheme, isFresh, verify } from '../../connector-kit/signatures.ts';
import { onePerRecord, refused, refusedShape, type WebhookProtocol } from '../../connector-kit/webhook.ts';
import type { RegisteredWebhook, WebhookTarget } from '../../domain/external.ts';
import type { HookState } from '../../domain/look-ups.ts';
import { isGone } from './refusals.ts';
import { createdWhistle, delivery, type Settings, whistle } from './schema.ts';

/** Over the time as it was sent, a colon, and the body; with the secret that Larkbook made. */
const scheme: HmacScheme = { algorithm: 'sha256', encoding: 'hex', prefix: 'sha256 ' };

export const readWebhook: WebhookProtocol<Settings> = (request, context) => {
  const time = request.headers['x-lark-time'] ?? '';
  const signed = Buffer.concat([Buffer.from(`${time}:`), request.body]);
  if (!verify(scheme, context.secrets, signed, request.headers['x-lark-whistle']))
    return refused(401, 'signature-wrong', 'The signature does not fit the secret of this webhook.');
  if (!/^\d+$/.test(time) || !isFresh(Number(time), context.now))
    return refused(401, 'too-old', 'The time of this delivery is not within five minutes of now.');
  const body = readJsonBody(request.body);
  if ('kind' in body) return body;
  const parsed = delivery.safeParse(body.json);
  if (!parsed.success) return refusedShape(parsed.error);
  const changes = parsed.data.events.flatMap(({ event, kind, task }) => {
    const what = kind === 'task.changed' ? 'upserted' : kind === 'task.buried' ? 'deleted' : undefined;
    if (what === undefined || task === undefined) return [];
    const about = { stream: 'tasks', resourceType: 'TASK', externalId: task } as const;
    return [{ ...about, kind: what, eventKey: context.hash(event) } as const];
  });
  return { kind: 'delivery', changes: onePerRecord(changes) };
};

export async function registerWebhooks(
  call: Call<Settings>,
  target: WebhookTarget,
): Promise<readonly RegisteredWebhook[]> {
  const key = call.settings.boardId;
  const response = await call.send({
    method: 'POST',
    path: 'whistles',
    body: { url: target.url(key), board: key },
  });
  const { id, secret } = parseResponse(response, createdWhistle, 'The created whistle');
  return [{ key, externalId: id, secret }];
}

type Known = { readonly externalId: string | null };
const pathOf = (id: string): string => `whistles/${encodeURIComponent(id)}`;

export async function checkWebhook(call: Call<Settings>, { externalId }: Known): Promise<HookState> {
  if (externalId === null) return 'gone';
  const response = await call.send({ method: 'GET', path: pathOf(externalId) }, { accept: [404] });
  if (isGone(response)) return 'gone';
  return parseResponse(response, whistle, 'The whistle').state === 'blowing' ? 'active' : 'inactive';
}

export async function unregisterWebhook(call: Call<Settings>, { externalId }: Known): Promise<void> {
  if (externalId === null) return;
  isGone(await call.send({ method: 'DELETE', path: pathOf(externalId) }, { accept: [404] }));
}
