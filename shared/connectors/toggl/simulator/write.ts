import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { type Body, bodyOf, ok, refuse } from './answers.ts';
import type { TogglEvents } from './events.ts';
import { type Entry, projects, secondsOf, type Task, type TogglState, workspaceId } from './state.ts';

const entryFields = [
  ...['workspace_id', 'created_with', 'start', 'stop', 'duration', 'description', 'billable'],
  ...['project_id', 'task_id', 'user_id', 'tag_ids', 'tags'],
];
const taskFields = ['name', 'active', 'estimated_seconds', 'user_id', 'external_reference'];

const unknownIn = (body: Body, allowed: readonly string[]): string | undefined =>
  Object.keys(body).find((name) => !allowed.includes(name));
const numberOr = <Kept>(value: unknown, kept: Kept): number | Kept =>
  typeof value === 'number' ? value : kept;

/** `POST …/time_entries`, and `PUT` for the fields that are given. */
export function writeEntry(
  state: TogglState,
  events: TogglEvents,
  given: unknown,
  before: Entry | null,
): SimulatedResponse {
  const body = bodyOf(given);
  if (body === undefined) return refuse(400, 'JSON is not valid');
  const unknown = unknownIn(body, entryFields);
  if (unknown !== undefined) return refuse(400, `Unknown field: ${unknown}`);
  if (before === null && typeof body.created_with !== 'string')
    return refuse(400, 'created_with needs to be provided');
  if (body.workspace_id !== workspaceId) return refuse(400, 'workspace_id does not match the address');
  const made = entryFrom(state, body, before ?? fresh(state));
  if (typeof made === 'string') return refuse(400, made);
  return ok(events.putEntry(made, before === null ? 'created' : 'updated'));
}

const fresh = (state: TogglState): Entry => ({
  ...{ id: state.id(), workspace_id: workspaceId, user_id: state.own.id, project_id: null, task_id: null },
  ...{ description: null, billable: false, tags: [], tag_ids: [], start: '', stop: null, duration: -1 },
  ...{ at: '', server_deleted_at: null },
});

function entryFrom(state: TogglState, body: Body, before: Entry): Entry | string {
  const start = 'start' in body ? Date.parse(String(body.start)) : Date.parse(before.start);
  if (Number.isNaN(start)) return 'start time is not valid';
  const stop = 'stop' in body ? body.stop : before.stop;
  const duration = numberOr(body.duration, before.duration);
  const end = typeof stop === 'string' ? Date.parse(stop) : duration < 0 ? null : start + duration * 1000;
  if (end !== null && (end - start) / 1000 !== duration) return 'start + duration does not equal stop';
  const [project, task] = ['project_id', 'task_id'].map((name) => (name in body ? body[name] : undefined));
  const project_id = project === undefined ? before.project_id : numberOr(project, null);
  const task_id = task === undefined ? before.task_id : numberOr(task, null);
  if (project_id !== null && !projects.some(({ id }) => id === project_id)) return 'project not found';
  if (task_id !== null && state.tasks.get(task_id)?.project_id !== project_id) return 'task not found';
  const user_id = numberOr(body.user_id, before.user_id);
  if (!state.users.has(user_id)) return 'user not found';
  return {
    ...before,
    ...{ user_id, project_id, task_id, duration: end === null ? -1 : duration },
    start: secondsOf(new Date(start)),
    stop: end === null ? null : secondsOf(new Date(end)),
    ...(typeof body.description === 'string' ? { description: body.description } : {}),
    ...(typeof body.billable === 'boolean' ? { billable: body.billable } : {}),
  };
}

/** Tasks belong to paid plans. */
export function writeTask(
  state: TogglState,
  events: TogglEvents,
  given: unknown,
  before: Task | number,
): SimulatedResponse {
  const body = bodyOf(given);
  if (body === undefined) return refuse(400, 'JSON is not valid');
  const unknown = unknownIn(body, taskFields);
  if (unknown !== undefined) return refuse(400, `Unknown field: ${unknown}`);
  if (typeof body.name !== 'string' || body.name === '') return refuse(400, 'Task name must be present');
  const kept: Task = typeof before === 'number' ? freshTask(state, before) : before;
  const twin = [...state.tasks.values()].some(
    ({ id, name, project_id }) => name === body.name && project_id === kept.project_id && id !== kept.id,
  );
  if (twin) return refuse(400, 'Task name has already been taken');
  const task: Task = {
    ...kept,
    name: body.name,
    active: typeof body.active === 'boolean' ? body.active : kept.active,
    estimated_seconds: numberOr(body.estimated_seconds, 0),
    user_id: numberOr(body.user_id, null),
    external_reference: typeof body.external_reference === 'string' ? body.external_reference : null,
  };
  return ok(events.putTask(task, typeof before === 'number' ? 'created' : 'updated'));
}

const freshTask = (state: TogglState, project_id: number): Task => ({
  ...{ id: state.id(), name: '', workspace_id: workspaceId, project_id, user_id: null, active: true },
  ...{ estimated_seconds: 0, tracked_seconds: 0, external_reference: null, at: '', server_deleted_at: null },
});
