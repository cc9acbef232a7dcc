import type { Call } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { RegisteredWebhook, WebhookTarget } from '../../domain/external.ts';
import { type FaultKind, faultOf } from '../../domain/fault.ts';
import type { HookState } from '../../domain/look-ups.ts';
import { createdWebhook, oneWebhook, type Settings } from './schema.ts';
import { chosenTeams } from './teams.ts';

type Filters = readonly { readonly resource_type: string; readonly action: string }[];
const filtersOf = (resource_type: string, actions: readonly string[]): Filters =>
  actions.map((action) => ({ resource_type, action }));

const aboutTasks = filtersOf('task', ['added', 'changed', 'deleted', 'removed', 'undeleted']);
/** A workspace and a team tell of few things, and of these only when asked. https://developers.asana.com/docs/webhooks-guide */
const aboutSeats = filtersOf('team_membership', ['added', 'removed']);

/** One hook for each project, and one for the teams; Asana calls the target back before it answers. */
export async function registerWebhooks(
  call: Call<Settings>,
  target: WebhookTarget,
): Promise<readonly RegisteredWebhook[]> {
  const { projectGids, workspaceGid } = call.settings;
  const hooks: RegisteredWebhook[] = [];
  try {
    for (const project of projectGids) hooks.push(await registerOne(call, target, project, aboutTasks));
    for (const scope of chosenTeams(call.settings) ?? [workspaceGid])
      hooks.push(...(await registerIfAllowed(call, target, scope)));
    return hooks;
  } catch (error) {
    // Nobody would know the secrets of the hooks made so far; their deliveries could only be refused.
    await Promise.allSettled(hooks.map((hook) => unregisterWebhook(call, hook)));
    throw error;
  }
}

const refusals: readonly FaultKind[] = ['forbidden', 'rejected', 'not-found'];

/** Not every account may watch a whole workspace, and not every workspace has teams: who belongs to them is found by runs. */
async function registerIfAllowed(
  call: Call<Settings>,
  target: WebhookTarget,
  scope: string,
): Promise<readonly RegisteredWebhook[]> {
  try {
    return [await registerOne(call, target, scope, aboutSeats)];
  } catch (error) {
    if (refusals.includes(faultOf(error).kind)) return [];
    throw error;
  }
}

async function registerOne(
  call: Call<Settings>,
  target: WebhookTarget,
  resource: string,
  filters: Filters,
): Promise<RegisteredWebhook> {
  const response = await call.send({
    method: 'POST',
    path: '/webhooks',
    body: { data: { resource, target: target.url(resource), filters } },
  });
  const created = parseResponse(response, createdWebhook, 'The created webhook');
  return { key: resource, externalId: created.data.gid, secret: created['X-Hook-Secret'] };
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
