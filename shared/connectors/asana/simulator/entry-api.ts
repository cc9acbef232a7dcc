import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { type Asked, type Body, done, failure, found, pageOf, problemWithNames, unknown } from './answers.ts';
import type { Entry } from './shapes.ts';
import type { AsanaState } from './state.ts';
import { projectGid, workspaceGid } from './workspace.ts';

const writable = ['duration_minutes', 'entered_on', 'attributable_to', 'billable_status', 'description'];
const day = /^\d{4}-\d{2}-\d{2}$/;

/** Time tracking entries. https://developers.asana.com/reference/time-tracking-entries */
export function entryApi(
  state: AsanaState,
  { request, route, id, data }: Asked,
): SimulatedResponse | undefined {
  if (!route.includes('time_tracking_entries')) return undefined;
  if (!state.keepsTime) return failure(402, 'Time tracking is only available to premium workspaces.');
  switch (route) {
    case 'GET time_tracking_entries':
      return listEntries(state, request);
    case 'POST tasks/id/time_tracking_entries': {
      if (!state.tasks.has(id)) return unknown('task');
      const given = written(data);
      if ('status' in given) return given;
      if (given.duration_minutes === undefined) return failure(400, 'duration_minutes: Missing input');
      const now = state.now().toISOString();
      const made: Entry = {
        ...{ gid: state.gid(), task: id, created_by: state.own.gid, entered_on: now.slice(0, 10) },
        ...{ description: '', billable_status: 'notApplicable', approval_status: 'DRAFT', created_at: now },
        ...{ duration_minutes: 0, ...given },
      };
      return { ...found(request, shown(state, saved(state, made))), status: 201 };
    }
    case 'GET time_tracking_entries/id': {
      const entry = state.entries.get(id);
      return found(request, entry === undefined ? undefined : shown(state, entry));
    }
    case 'PUT time_tracking_entries/id':
    case 'DELETE time_tracking_entries/id':
      return changeEntry(state, { request, route, id, data });
    default:
      return undefined;
  }
}

function listEntries(state: AsanaState, { query, ...request }: SimulatedRequest): SimulatedResponse {
  const [from, to] = [query.get('entered_on_start_date'), query.get('entered_on_end_date')];
  if (query.get('workspace') !== workspaceGid) return unknown('workspace');
  if (from === null && to === null)
    return failure(
      400,
      'One of entered_on_start_date and entered_on_end_date must be given for a workspace.',
    );
  const [first, last] = [from ?? '0000-01-01', to ?? '9999-12-31'];
  if (!day.test(first) || !day.test(last)) return failure(400, 'entered_on_start_date: Not a valid date');
  const entries = [...state.entries.values()].filter(
    ({ entered_on }) => entered_on >= first && entered_on <= last,
  );
  return pageOf(
    { query, ...request },
    entries.map((entry) => shown(state, entry)),
  );
}

function changeEntry(state: AsanaState, { request, route, id, data }: Asked): SimulatedResponse {
  const before = state.entries.get(id);
  if (before === undefined) return unknown('time_tracking_entry');
  if (before.created_by !== state.own.gid || before.approval_status === 'APPROVED')
    return failure(403, 'You do not have permission to change this time tracking entry.');
  if (route.startsWith('DELETE')) {
    state.entries.delete(id);
    state.changed();
    return done;
  }
  const changes = written(data);
  return 'status' in changes
    ? changes
    : found(request, shown(state, saved(state, { ...before, ...changes })));
}

function saved(state: AsanaState, entry: Entry): Entry {
  state.entries.set(entry.gid, entry);
  state.changed();
  return entry;
}

function shown(state: AsanaState, { task, created_by, ...entry }: Entry) {
  const user = { gid: created_by, resource_type: 'user', name: state.users.get(created_by)?.name ?? '' };
  return {
    ...{ ...entry, resource_type: 'time_tracking_entry', created_by: user, categories: [] },
    attributable_to: { gid: projectGid, resource_type: 'project', name: 'Community work' },
    task: {
      ...{ gid: task, resource_type: 'task', resource_subtype: 'default_task' },
      name: state.tasks.get(task)?.name ?? '',
    },
  };
}

/** What can be written of an entry: nothing says whose it is. */
function written(data: Body | undefined): Partial<Entry> | SimulatedResponse {
  const problem = problemWithNames(data, writable);
  if (data === undefined || problem !== undefined) return failure(400, problem ?? '');
  const { duration_minutes: minutes, entered_on, billable_status, description } = data;
  if (minutes !== undefined && (typeof minutes !== 'number' || !Number.isInteger(minutes) || minutes <= 0))
    return failure(400, 'duration_minutes: Must be greater than 0');
  if (entered_on !== undefined && !day.test(String(entered_on)))
    return failure(400, 'entered_on: Not a valid date');
  if (!['billable', 'nonBillable', 'notApplicable', undefined].includes(asText(billable_status)))
    return failure(400, 'billable_status: Not a valid value');
  return {
    ...(minutes === undefined ? {} : { duration_minutes: minutes }),
    ...(entered_on === undefined ? {} : { entered_on: String(entered_on) }),
    ...(billable_status === undefined ? {} : { billable_status: String(billable_status) }),
    ...(description === undefined ? {} : { description: String(description) }),
  };
}

const asText = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));
