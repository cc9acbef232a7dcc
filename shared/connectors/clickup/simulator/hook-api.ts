import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { bodyWith, failure, invalid, isRefusal, noRoute, noSuchList, ok } from './answers.ts';
import type { ClickUpEvents } from './events.ts';
import type { Webhook } from './shapes.ts';
import type { ClickUpState } from './state.ts';
import { lists, workspaceId } from './workspace.ts';

const known = [
  ...['taskCreated', 'taskUpdated', 'taskDeleted', 'taskPriorityUpdated', 'taskStatusUpdated'],
  ...['taskAssigneeUpdated', 'taskDueDateUpdated', 'taskTagUpdated', 'taskMoved', 'taskTimeTrackedUpdated'],
];

const view = (state: ClickUpState, { status, fail_count, list_id, ...hook }: Webhook) => ({
  ...{ ...hook, userid: state.own.id, team_id: Number(workspaceId), client_id: 'PRACTICE' },
  ...{ task_id: null, folder_id: null, space_id: null, list_id: list_id === null ? null : Number(list_id) },
  health: { status, fail_count },
});

/** `/team/{id}/webhook`. */
export function hooksApi(
  state: ClickUpState,
  events: ClickUpEvents,
  { method, body }: SimulatedRequest,
): SimulatedResponse {
  if (method === 'GET')
    return ok({ webhooks: [...state.webhooks.values()].map((hook) => view(state, hook)) });
  if (method !== 'POST') return noRoute;
  const given = bodyWith(body, ['endpoint', 'events', 'space_id', 'folder_id', 'list_id', 'task_id']);
  if (isRefusal(given)) return given;
  const { endpoint, events: wanted, list_id } = given;
  if (typeof endpoint !== 'string' || !URL.canParse(endpoint)) return invalid('Endpoint invalid');
  const names = Array.isArray(wanted) ? wanted.map(String) : [];
  if (names.length === 0 || names.some((name) => name !== '*' && !known.includes(name)))
    return invalid('Events invalid');
  if (list_id !== undefined && typeof list_id !== 'number') return invalid('List id invalid');
  const list = list_id === undefined ? null : String(list_id);
  if (list !== null && !lists.some(({ id }) => id === list)) return noSuchList;
  const same = [...state.webhooks.values()].some(
    (hook) => hook.endpoint === endpoint && hook.list_id === list,
  );
  if (same) return failure(400, 'Webhook configuration already exists', 'OAUTH_171');
  const hook = events.register({ endpoint, events: names, list_id: list });
  return ok({ id: hook.id, webhook: view(state, hook) });
}

/** `/webhook/{id}`. */
export function hookApi(state: ClickUpState, { method }: SimulatedRequest, id: string): SimulatedResponse {
  if (!state.webhooks.has(id)) return failure(404, 'Webhook not found', 'WEBHOOK_004');
  if (method !== 'DELETE') return noRoute;
  state.webhooks.delete(id);
  state.changed();
  return ok({});
}
