import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { customer, type Entry, type HarvestState, project, work } from './state.ts';

const refuse = (message: string): SimulatedResponse => ({ status: 422, body: { message } });
const day = /^\d{4}-\d{2}-\d{2}$/;
const editable = ['project_id', 'task_id', 'spent_date', 'hours', 'notes', 'external_reference'];

type Body = Record<string, unknown>;
const bodyOf = (body: unknown): Body | undefined =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined;

/** https://help.getharvest.com/api-v2/timesheets-api/timesheets/time-entries/ */
export function createEntry(state: HarvestState, given: unknown): SimulatedResponse {
  const body = bodyOf(given);
  const wrong = body === undefined ? 'The body is not JSON.' : problemWith(body, [...editable, 'user_id']);
  if (body === undefined || wrong !== undefined) return refuse(wrong ?? '');
  for (const needed of ['project_id', 'task_id', 'spent_date'])
    if (!(needed in body)) return refuse(`${needed} can’t be blank`);
  const person = state.users.get('user_id' in body ? Number(body.user_id) : firstOf(state));
  if (person === undefined) return refuse('User is not assigned to this project');
  const task = work.find(({ id }) => id === body.task_id);
  if (body.project_id !== project.id || task === undefined) return refuse('Project or task is not active');
  const now = state.now().toISOString();
  const running = typeof body.hours !== 'number';
  const entry: Entry = {
    ...{ id: state.id(), spent_date: String(body.spent_date), notes: textOf(body.notes) },
    hours: typeof body.hours === 'number' ? rounded(body.hours) : 0,
    user: { id: person.id, name: `${person.first_name} ${person.last_name}` },
    ...{ project, task, client: customer, billable: true, is_locked: false, is_closed: false },
    ...{ is_running: running, timer_started_at: running ? now : null },
    ...{ external_reference: referenceOf(body), started_time: null, ended_time: null },
    ...{ created_at: now, updated_at: now },
  };
  return { status: 201, body: state.put(entry) };
}

export function updateEntry(state: HarvestState, entry: Entry, given: unknown): SimulatedResponse {
  const body = bodyOf(given);
  const wrong = body === undefined ? 'The body is not JSON.' : problemWith(body, [...editable, 'user_id']);
  if (body === undefined || wrong !== undefined) return refuse(wrong ?? '');
  if (entry.is_locked) return refuse('This time entry is locked and cannot be updated.');
  const person = 'user_id' in body ? state.users.get(Number(body.user_id)) : undefined;
  if ('user_id' in body && person === undefined) return refuse('User is not assigned to this project');
  return {
    status: 200,
    body: state.put({
      ...entry,
      ...('spent_date' in body ? { spent_date: String(body.spent_date) } : {}),
      ...(typeof body.hours === 'number' ? { hours: rounded(body.hours) } : {}),
      ...('notes' in body ? { notes: textOf(body.notes) } : {}),
      ...(person === undefined
        ? {}
        : { user: { id: person.id, name: `${person.first_name} ${person.last_name}` } }),
    }),
  };
}

function problemWith(body: Body, allowed: readonly string[]): string | undefined {
  const unknown = Object.keys(body).find((field) => !allowed.includes(field));
  if (unknown !== undefined) return `Unknown attribute: ${unknown}`;
  if ('spent_date' in body && !day.test(String(body.spent_date))) return 'Spent date is not a date';
  if ('hours' in body && (typeof body.hours !== 'number' || body.hours < 0 || body.hours > 24))
    return 'Hours must be between 0 and 24';
  return undefined;
}

const firstOf = (state: HarvestState): number => [...state.users.keys()][0] ?? 0;
const rounded = (hours: number): number => Math.round(hours * 100) / 100;
const textOf = (notes: unknown): string | null => (typeof notes === 'string' ? notes : null);

function referenceOf({ external_reference: given }: Body): Entry['external_reference'] {
  const reference = bodyOf(given);
  if (reference === undefined || typeof reference.id !== 'string') return null;
  return {
    id: reference.id,
    ...(typeof reference.group_id === 'string' ? { group_id: reference.group_id } : {}),
  };
}
