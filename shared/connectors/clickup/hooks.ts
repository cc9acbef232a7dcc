import type { Call } from '../../connector-kit/connector.ts';
import type { RegisteredWebhook, WebhookTarget } from '../../domain/external.ts';
import type { HookState } from '../../domain/look-ups.ts';
import { ask, get } from './ask.ts';
import { hooks as hooksShape, madeHook, type Settings } from './schema.ts';
import { allLists } from './task-streams.ts';

interface Known {
  readonly externalId: string | null;
}

/**
 * Every particular event (of a status, a due date, …) comes beside `taskUpdated` and tells nothing more.
 * https://developer.clickup.com/docs/webhooks
 */
const events = ['taskCreated', 'taskUpdated', 'taskDeleted', 'taskMoved', 'taskTimeTrackedUpdated'];
const hooksOf = ({ settings }: Call<Settings>): string => `/team/${settings.workspaceId}/webhook`;

/** One hook for each List; ClickUp makes the secret. */
export async function registerWebhooks(
  call: Call<Settings>,
  target: WebhookTarget,
): Promise<readonly RegisteredWebhook[]> {
  const hooks: RegisteredWebhook[] = [];
  try {
    for (const list of allLists(call.settings)) {
      const body = { endpoint: target.url(list), events, list_id: Number(list) };
      const request = { method: 'POST', path: hooksOf(call), body } as const;
      const { id, webhook } = await ask(call, request, madeHook);
      hooks.push({ key: list, externalId: id, secret: webhook.secret });
    }
    return hooks;
  } catch (error) {
    // Nobody would know the secrets of the hooks made so far; their deliveries could only be refused.
    await Promise.allSettled(hooks.map((hook) => unregisterWebhook(call, hook)));
    throw error;
  }
}

/** A failing hook is still sent to; a suspended one is not, and nobody is told. */
export async function checkWebhook(call: Call<Settings>, { externalId }: Known): Promise<HookState> {
  const { webhooks } = await get(call, hooksOf(call), hooksShape);
  const found = webhooks.find(({ id }) => id === externalId);
  if (found === undefined) return 'gone';
  return found.health.status === 'suspended' ? 'inactive' : 'active';
}

export async function unregisterWebhook(call: Call<Settings>, { externalId }: Known): Promise<void> {
  if (externalId === null) return;
  const path = `/webhook/${encodeURIComponent(externalId)}`;
  await call.send({ method: 'DELETE', path }, { accept: [404] });
}
