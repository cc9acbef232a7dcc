import type { Call } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { RegisteredWebhook, WebhookTarget } from '../../domain/external.ts';
import { FaultError, faultOf } from '../../domain/fault.ts';
import type { HookState } from '../../domain/look-ups.ts';
import { type Settings, webhook } from './schema.ts';
import { events } from './webhook.ts';

interface Known {
  readonly externalId: string | null;
}

const hooksOf = ({ settings }: Call<Settings>): string => `/workspaces/${settings.workspaceId}/webhooks`;
const pathOf = (call: Call<Settings>, id: string): string => `${hooksOf(call)}/${encodeURIComponent(id)}`;

/** As many hooks as the plan allows, the most telling first; the poll finds what the others would have told. */
export async function registerWebhooks(
  call: Call<Settings>,
  target: WebhookTarget,
): Promise<readonly RegisteredWebhook[]> {
  const made: RegisteredWebhook[] = [];
  try {
    for (const event of events.keys()) made.push(await registerOne(call, target, event));
  } catch (error) {
    // Clockify says in no other way that the plan allows no more of them.
    const isLimit = ['rejected', 'forbidden'].includes(faultOf(error).kind) && made.length > 0;
    if (!isLimit) {
      // Nobody would know the tokens of the hooks made so far; their deliveries could only be refused.
      await Promise.allSettled(made.map((hook) => unregisterWebhook(call, hook)));
      throw error;
    }
  }
  return made;
}

async function registerOne(
  call: Call<Settings>,
  target: WebhookTarget,
  event: string,
): Promise<RegisteredWebhook> {
  const response = await call.send({
    method: 'POST',
    path: hooksOf(call),
    body: {
      // Thirty characters at most; left out, Clockify claims that the webhook exists already.
      name: `BritePool ${event}`.slice(0, 30),
      url: target.url(event),
      webhookEvent: event,
      triggerSourceType: 'WORKSPACE_ID',
      triggerSource: [call.settings.workspaceId],
    },
  });
  const { id, authToken } = parseResponse(response, webhook, 'The created webhook');
  return { key: event, externalId: id, secret: authToken };
}

/** Clockify turns a hook off when too many of its deliveries fail, or when the plan no longer covers it. */
export async function checkWebhook(call: Call<Settings>, { externalId }: Known): Promise<HookState> {
  if (externalId === null) return 'gone';
  const found = await unlessMissing(async () => {
    const response = await call.send({ method: 'GET', path: pathOf(call, externalId) });
    return parseResponse(response, webhook, 'The webhook');
  });
  if (found === 'missing') return 'gone';
  const isOff = [found.enabled, found.deliveryEnabled, found.planEnabled].includes(false);
  return isOff ? 'inactive' : 'active';
}

export async function unregisterWebhook(call: Call<Settings>, { externalId }: Known): Promise<void> {
  if (externalId === null) return;
  await unlessMissing(() => call.send({ method: 'DELETE', path: pathOf(call, externalId) }));
}

async function unlessMissing<Result>(work: () => Promise<Result>): Promise<Result | 'missing'> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FaultError && error.fault.kind === 'not-found') return 'missing';
    throw error;
  }
}
