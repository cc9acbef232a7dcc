import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { instantOfZoned, zonedAt } from '../../../domain/zoned.ts';
import { type Body, bodyWith, failure, invalid, isRefusal } from './answers.ts';
import { customValue } from './custom-values.ts';
import type { Task } from './shapes.ts';
import type { ClickUpState } from './state.ts';
import { lists, zone } from './workspace.ts';

const both = [
  ...['name', 'description', 'markdown_content', 'status', 'priority', 'due_date', 'due_date_time', 'parent'],
  ...['time_estimate', 'start_date', 'start_date_time', 'points', 'assignees', 'group_assignees', 'archived'],
];
const createOnly = ['tags', 'notify_all', 'links_to', 'check_required_custom_fields', 'custom_fields'];

/** The task after this request, or why it is refused. */
export function written(
  state: ClickUpState,
  given: unknown,
  before: Task,
  verb: 'create' | 'update',
): Task | SimulatedResponse {
  const body = bodyWith(given, verb === 'create' ? [...both, ...createOnly] : both);
  if (isRefusal(body)) return body;
  if (verb === 'create' && (typeof body.name !== 'string' || body.name === ''))
    return invalid('Task name invalid', 'INPUT_005');
  const wrong = problemWith(body, before.list);
  if (wrong !== undefined) return wrong;
  const after = {
    ...before,
    ...('name' in body ? { name: String(body.name) } : {}),
    ...contentIn(body),
    ...('status' in body ? { status: String(body.status).toLowerCase() } : {}),
    ...('priority' in body ? { priority: amount(body.priority) } : {}),
    ...('time_estimate' in body ? { time_estimate: amount(body.time_estimate) } : {}),
    ...('due_date' in body ? { due_date: momentIn(body.due_date, body.due_date_time) } : {}),
    ...('start_date' in body ? { start_date: momentIn(body.start_date, body.start_date_time) } : {}),
  };
  const assigned = assigneesIn(state, body.assignees, before.assignees, verb);
  if (!Array.isArray(assigned)) return assigned;
  return withFields({ ...after, assignees: assigned, tags: tagsIn(body.tags) ?? before.tags }, body);
}

const amount = (value: unknown): number | null => (typeof value === 'number' ? value : null);
export const tagsIn = (tags: unknown): string[] | undefined =>
  Array.isArray(tags) ? [...new Set(tags.map((tag) => String(tag).toLowerCase()))] : undefined;

/** Empty text changes nothing; a space clears. */
function contentIn({ markdown_content, description }: Body): Partial<Task> {
  const text = markdown_content ?? description;
  return typeof text === 'string' && text !== '' ? { content: text.trim() } : {};
}

/** Of a day without a time ClickUp makes four o'clock in the zone of whoever sets it. */
function momentIn(value: unknown, withTime: unknown): number | null {
  if (typeof value !== 'number') return null;
  if (withTime === true) return value;
  const day = zonedAt(new Date(value).toISOString(), zone)?.slice(0, 10);
  return Date.parse(instantOfZoned(`${day}T04:00[${zone}]`) ?? '');
}

function problemWith(body: Body, listId: string): SimulatedResponse | undefined {
  const list = lists.find(({ id }) => id === listId);
  const known = list?.statuses.some(({ status }) => status === String(body.status).toLowerCase());
  if ('status' in body && known !== true) return failure(400, 'Status does not exist', 'ITEM_114');
  for (const name of ['due_date', 'start_date', 'time_estimate', 'priority'])
    if (name in body && body[name] !== null && !Number.isInteger(body[name]))
      return failure(500, 'Internal Server Error', 'ITEMV2_003');
  const { priority } = body;
  if (typeof priority === 'number' && (priority < 1 || priority > 4)) return invalid('Priority invalid');
  return undefined;
}

function assigneesIn(
  state: ClickUpState,
  given: unknown,
  before: readonly number[],
  verb: 'create' | 'update',
): number[] | SimulatedResponse {
  if (given === undefined) return [...before];
  const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
  const change = typeof given === 'object' && given !== null ? given : {};
  const add = verb === 'create' ? given : 'add' in change ? change.add : undefined;
  const rem = verb === 'create' ? [] : 'rem' in change ? change.rem : undefined;
  if (!isList(add) || !isList(rem)) return invalid('Assignees invalid');
  const added = add.map(Number);
  if (added.some((id) => !state.users.has(id))) return failure(400, 'Assignee not found', 'ITEM_081');
  return [...new Set([...before.filter((id) => !rem.includes(id)), ...added])];
}

function withFields(task: Task, { custom_fields }: Body): Task | SimulatedResponse {
  let custom = task.custom;
  for (const item of Array.isArray(custom_fields) ? custom_fields : []) {
    const given: { readonly id?: unknown; readonly value?: unknown } = item;
    const made = customValue(String(given.id), given.value);
    // Fields that the List does not have are dropped without a word.
    if (made === 'unknown') continue;
    if (made === 'wrong') return failure(400, 'Value is not a valid value for this field', 'FIELD_011');
    custom = { ...custom, [String(given.id)]: made.value };
  }
  return { ...task, custom };
}
