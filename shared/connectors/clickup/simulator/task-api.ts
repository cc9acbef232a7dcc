import * as z from 'zod';
import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { bodyWith, failure, invalid, isRefusal, noRoute, noTask, notAllowed, ok } from './answers.ts';
import { customValue } from './custom-values.ts';
import type { ClickUpEvents } from './events.ts';
import type { Task } from './shapes.ts';
import type { ClickUpState } from './state.ts';
import { statusOf, taskView } from './task-view.ts';
import { written } from './write-task.ts';

const pageSize = 100;

/** `GET /list/{id}/task`: closed tasks and archived ones only where they are asked for, newest first. */
export function listTasks(state: ClickUpState, { query }: SimulatedRequest, list: string): SimulatedResponse {
  const page = Number(query.get('page') ?? 0);
  if (!Number.isInteger(page) || page < 0) return invalid('Page invalid', 'PUBAPITASK_009');
  const after = Number(query.get('date_updated_gt') ?? -1);
  if (Number.isNaN(after)) return invalid('date_updated_gt invalid');
  const filter = filterIn(query.get('custom_fields'));
  if (filter === undefined) return invalid('Custom field filters invalid', 'FILTER_001');
  const order = query.get('order_by') ?? 'created';
  if (!['id', 'created', 'updated', 'due_date'].includes(order)) return invalid('Order by invalid');
  const by = ({ date_created, date_updated }: Task) => (order === 'updated' ? date_updated : date_created);
  const found = [...state.tasks.values()]
    .filter((task) => task.list === list && !state.hidden.has(task.id))
    .filter(({ archived }) => archived === (query.get('archived') === 'true'))
    .filter((task) => query.get('include_closed') === 'true' || statusOf(task)?.type !== 'closed')
    .filter(({ date_updated }) => date_updated > after)
    .filter(({ custom }) => filter.every(({ field_id, value }) => custom[field_id] === value))
    .sort((a, b) => by(b) - by(a) || (a.id < b.id ? 1 : -1));
  const from = page * pageSize;
  const tasks = found.slice(from, from + pageSize).map((task) => taskView(state, task, query));
  return ok({ tasks, last_page: from + pageSize >= found.length });
}

const conditions = z.array(
  z.strictObject({ field_id: z.string(), operator: z.literal('=='), value: z.string() }),
);
function filterIn(text: string | null): z.output<typeof conditions> | undefined {
  try {
    return text === null ? [] : conditions.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** `POST /list/{id}/task`. */
export function createTask(
  state: ClickUpState,
  events: ClickUpEvents,
  { body, query }: SimulatedRequest,
  list: { readonly id: string; readonly statuses: readonly { readonly status: string }[] },
): SimulatedResponse {
  const at = state.now().getTime();
  const made = written(
    state,
    body,
    {
      ...{ id: state.taskId(), list: list.id, name: '', content: '', priority: null, due_date: null },
      ...{ start_date: null, time_estimate: null, assignees: [], tags: [], archived: false, custom: {} },
      ...{ status: list.statuses[0]?.status ?? '', date_created: at, date_updated: at },
    },
    'create',
  );
  return isRefusal(made) ? made : ok(taskView(state, events.putTask(undefined, made), query));
}

/** `/task/{id}`, its tags and its custom fields. A deleted task is not found; one that is hidden is not allowed. */
export function taskApi(
  state: ClickUpState,
  events: ClickUpEvents,
  request: SimulatedRequest,
  [id = '', part, ...names]: readonly (string | undefined)[],
): SimulatedResponse {
  if (state.hidden.has(id)) return notAllowed;
  const task = state.tasks.get(id);
  if (task === undefined) return noTask;
  const { method, body, query } = request;
  const name = names.join('/');
  const put = (after: Task) => ok(taskView(state, events.putTask(task, after), query));
  if (part === 'tag' && method === 'POST') {
    put({ ...task, tags: [...new Set([...task.tags, name.toLowerCase()])] });
    return ok({});
  }
  if (part === 'tag' && method === 'DELETE') {
    put({ ...task, tags: task.tags.filter((tag) => tag !== name) });
    return ok({});
  }
  if (part === 'field') return setField(events, request, task, name);
  if (part !== undefined) return noRoute;
  if (method === 'GET') return ok(taskView(state, task, query));
  if (method === 'DELETE') {
    events.removeTask(task);
    return { status: 204 };
  }
  if (method !== 'PUT') return noRoute;
  const after = written(state, body, task, 'update');
  return isRefusal(after) ? after : put(after);
}

/** One custom field at a time. */
function setField(
  events: ClickUpEvents,
  { method, body }: SimulatedRequest,
  task: Task,
  field: string,
): SimulatedResponse {
  if (method === 'DELETE') {
    const { [field]: _emptied, ...custom } = task.custom;
    events.putTask(task, { ...task, custom });
    return ok({});
  }
  if (method !== 'POST') return noRoute;
  const given = bodyWith(body, ['value', 'value_options']);
  if (isRefusal(given)) return given;
  const made = customValue(field, given.value);
  if (made === 'unknown') return failure(404, 'Field not found', 'FIELD_013');
  if (made === 'wrong') return failure(400, 'Value is not a valid value for this field', 'FIELD_011');
  events.putTask(task, { ...task, custom: { ...task.custom, [field]: made.value } });
  return ok({});
}
