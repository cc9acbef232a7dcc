import * as z from 'zod';
import type { Call } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { RegisteredWebhook, WebhookTarget } from '../../domain/external.ts';
import type { HookState } from '../../domain/look-ups.ts';
import { pingOf, subscriptionsOf } from './addresses.ts';
import { type Settings, subscription } from './schema.ts';

interface Known {
  readonly externalId: string | null;
}

/** As many as the free plan allows. */
const filters = ['time_entry', 'task', 'workspace_user'].map((entity) => ({ entity, action: '*' }));
const key = 'workspace';

/** One subscription for the workspace; Toggl calls the target, which gives back the code, before it is of any use. */
export async function registerWebhooks(
  call: Call<Settings>,
  target: WebhookTarget,
): Promise<readonly RegisteredWebhook[]> {
  const { workspaceId } = call.settings;
  const url = target.url(key);
  const response = await call.send({
    method: 'POST',
    path: subscriptionsOf(workspaceId),
    body: {
      ...{ url_callback: url, event_filters: filters, enabled: true, secret: target.secret },
      // Has to be unique in the workspace.
      description: `BritePool ${call.now().toISOString()}`,
    },
  });
  const made = parseResponse(response, subscription, 'The created webhook');
  const hook = { key, externalId: String(made.subscription_id), secret: target.secret };
  try {
    await call.send({ method: 'POST', path: pingOf(workspaceId, hook.externalId) });
  } catch (error) {
    // Nobody would know of it, and a free workspace has no second one.
    await Promise.allSettled([unregisterWebhook(call, hook)]);
    throw error;
  }
  return [hook];
}

export async function checkWebhook(call: Call<Settings>, { externalId }: Known): Promise<HookState> {
  const response = await call.send({ method: 'GET', path: subscriptionsOf(call.settings.workspaceId) });
  const all = parseResponse(response, z.array(subscription), 'The list of webhooks');
  const found = all.find(({ subscription_id }) => String(subscription_id) === externalId);
  if (found === undefined) return 'gone';
  return found.enabled && found.validated_at != null ? 'active' : 'inactive';
}

export async function unregisterWebhook(call: Call<Settings>, { externalId }: Known): Promise<void> {
  if (externalId === null) return;
  const path = `${subscriptionsOf(call.settings.workspaceId)}/${encodeURIComponent(externalId)}`;
  await call.send({ method: 'DELETE', path }, { accept: [404] });
}
