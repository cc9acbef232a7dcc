import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { type Body, failure, pageOf, pick, problemWithNames } from './answers.ts';
import { given, problemWithCustom, shownTask } from './custom-values.ts';
import type { AsanaEvents } from './events.ts';
import type { Task } from './shapes.ts';
import type { AsanaState } from './state.ts';
import { projectGid } from './workspace.ts';

const writable = ['name', 'notes', 'completed', 'due_on', 'start_on', 'assignee', 'custom_fields'];
const createOnly = ['projects', 'workspace', 'tags', 'followers'];

export function listTasks(
  state: AsanaState,
  request: SimulatedRequest,
  project: string | null,
): SimulatedResponse {
  if (project === null) return failure(400, 'You should specify one of workspace, project, section or tag');
  if (project !== projectGid) return failure(404, 'project: Unknown object');
  const since = request.query.get('modified_since');
  if (since !== null && Number.isNaN(Date.parse(since)))
    return failure(400, 'modified_since: Not a valid date');
  const tasks = [...state.tasks.values()].filter(
    (task) => since === null || Date.parse(task.modified_at) >= Date.parse(since),
  );
  return pageOf(request, tasks.map(shownTask));
}

const day = /^\d{4}-\d{2}-\d{2}$/;

function problemWith(
  state: AsanaState,
  data: Body | undefined,
  allowed: readonly string[],
): string | undefined {
  const strange = problemWithNames(data, allowed);
  if (data === undefined || strange !== undefined) return strange;
  if ('name' in data && typeof data.name !== 'string') return 'name: Not a string';
  if ('completed' in data && typeof data.completed !== 'boolean') return 'completed: Not a boolean';
  if (data.due_on !== undefined && data.due_on !== null && !day.test(String(data.due_on)))
    return 'due_on: Not a valid date';
  const custom = problemWithCustom(data.custom_fields);
  if (custom !== undefined) return custom;
  const { assignee = null } = data;
  if (assignee !== null && !state.users.has(String(assignee)))
    return `assignee: Not a recognized ID: ${String(assignee)}`;
  return undefined;
}

/** A person is written by id and read as an object. */
const assigned = ({ assignee = null }: Body): Task['assignee'] =>
  assignee === null ? null : { gid: String(assignee) };

export function createTask(
  state: AsanaState,
  events: AsanaEvents,
  request: SimulatedRequest,
  data: Body | undefined,
): SimulatedResponse {
  const problem = problemWith(state, data, [...writable, ...createOnly]);
  if (problem !== undefined || data === undefined) return failure(400, problem ?? '');
  if (data.projects === undefined && data.workspace === undefined)
    return failure(400, 'You must specify a workspace, a parent or projects');
  const now = state.now().toISOString();
  const task: Task = {
    gid: state.gid(),
    resource_type: 'task',
    resource_subtype: 'default_task',
    name: String(data.name ?? ''),
    notes: String(data.notes ?? ''),
    completed: data.completed === true,
    due_on: typeof data.due_on === 'string' ? data.due_on : null,
    start_on: typeof data.start_on === 'string' ? data.start_on : null,
    assignee: assigned(data),
    tags: [],
    projects: [{ gid: projectGid }],
    custom: given(data.custom_fields),
    modified_at: now,
    created_at: now,
  };
  events.upserted(task, 'added');
  return { status: 201, body: { data: pick(request, shownTask(task)) } };
}

export function updateTask(
  state: AsanaState,
  events: AsanaEvents,
  request: SimulatedRequest,
  gid: string,
  data: Body | undefined,
): SimulatedResponse {
  const problem = problemWith(state, data, writable);
  if (problem !== undefined || data === undefined) return failure(400, problem ?? '');
  const before = state.tasks.get(gid);
  if (before === undefined) return failure(404, 'task: Unknown object');
  const { custom_fields, ...others } = data;
  const after = events.edit(before, {
    ...('assignee' in data ? { ...others, assignee: assigned(data) } : others),
    custom: { ...before.custom, ...given(custom_fields) },
  });
  return { status: 200, body: { data: pick(request, shownTask(after)) } };
}
