import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData, ExternalPage, ExternalRecord, ReadWindow } from '../../domain/external.ts';
import { FaultError, faultOf } from '../../domain/fault.ts';
import { proveFullView } from './proof.ts';
import { type Settings, type Task, task, taskPage } from './schema.ts';

const pageSize = 200;
const ours = 'britepool:';

/** A task is found under its project only, so that its id here names both. */
export const taskKey = (projectId: number, taskId: number): string => `${projectId}:${taskId}`;

/** Project and task of such an id; `undefined` for a text that is none. */
export function partsOfTaskKey(
  key: string,
): { readonly projectId: string; readonly taskId: string } | undefined {
  const [, projectId, taskId] = /^(\d+):(\d+)$/.exec(key) ?? [];
  return projectId === undefined || taskId === undefined ? undefined : { projectId, taskId };
}

/** Our key lies in the task's external reference, which Toggl keeps for other programs. */
const toRecord = (data: Task): ExternalRecord => ({
  id: taskKey(data.project_id, data.id),
  data,
  updatedAt: new Date(data.at).toISOString(),
  ...(data.external_reference?.startsWith(ours)
    ? { ownKey: data.external_reference.slice(ours.length) }
    : {}),
});

const tasksOf = ({ settings }: Call<Settings>, projectId: string | undefined): string =>
  `/workspaces/${settings.workspaceId}/projects/${projectId}/tasks`;

function pathOf(call: Call<Settings>, key: string): string {
  const parts = partsOfTaskKey(key);
  if (parts !== undefined) return `${tasksOf(call, parts.projectId)}/${parts.taskId}`;
  throw new FaultError({ kind: 'not-found', message: 'This is not the id of a task in a project.' });
}

/** Left to itself the list shows active tasks of one's own only. */
async function readPage(call: Call<Settings>, page: number) {
  const response = await call.send({
    method: 'GET',
    path: `/workspaces/${call.settings.workspaceId}/tasks`,
    query: { page, per_page: pageSize, active: 'both', only_me: false, sort_field: 'id', sort_order: 'ASC' },
  });
  const found = parseResponse(response, taskPage, 'The list of tasks');
  const all = found.data ?? [];
  const { projectIds } = call.settings;
  return {
    tasks: all.filter(
      (item) => item.server_deleted_at == null && projectIds.includes(String(item.project_id)),
    ),
    next: found.page * found.per_page < found.total_count && all.length > 0 ? page + 1 : null,
  };
}

/** Whether the plan of the workspace has tasks at all. A used-up hour, which Toggl also calls 402, is another matter. */
export async function tasksAllowed(call: Call<Settings>): Promise<boolean> {
  try {
    await readPage(call, 1);
    return true;
  } catch (error) {
    const { kind, httpStatus } = faultOf(error);
    if (kind === 'forbidden' && httpStatus === 402) return false;
    throw error;
  }
}

async function list(call: Call<Settings>, { since, cursor }: ReadWindow): Promise<ExternalPage> {
  const { tasks: found, next } = await readPage(call, Number(cursor ?? 1));
  const records = found.map(toRecord).filter(({ updatedAt = '' }) => since === null || updatedAt >= since);
  return { records, deletedIds: [], next: next === null ? null : String(next) };
}

async function get(call: Call<Settings>, key: string): Promise<ExternalRecord | 'gone'> {
  const response = await call.send({ method: 'GET', path: pathOf(call, key) }, { accept: [404] });
  if (response.status !== 404) {
    const found = parseResponse(response, task, 'The task');
    return found.server_deleted_at == null ? toRecord(found) : 'gone';
  }
  await proveFullView(call);
  return 'gone';
}

async function findByKey(call: Call<Settings>, key: string): Promise<ExternalRecord | 'none'> {
  for (let page: number | null = 1; page !== null; ) {
    const { tasks: found, next } = await readPage(call, page);
    const own = found.map(toRecord).find(({ ownKey }) => ownKey === key);
    if (own !== undefined) return own;
    page = next;
  }
  return 'none';
}

/** Toggl names people by number. */
function written({ name, active, estimated_seconds, user_id }: ExternalData): ExternalData {
  return {
    ...(name === undefined ? {} : { name }),
    ...(active === undefined ? {} : { active }),
    ...(estimated_seconds === undefined ? {} : { estimated_seconds: estimated_seconds ?? 0 }),
    ...(user_id === undefined ? {} : { user_id: user_id === null ? null : Number(user_id) }),
  };
}

export const tasks: StreamOperations<Settings> = {
  list,
  get,
  findByKey,
  async create(call, data, key) {
    const body = { ...written(data), external_reference: `${ours}${key}` };
    const path = tasksOf(call, call.settings.projectIds[0]);
    const response = await call.send({ method: 'POST', path, body });
    return toRecord(parseResponse(response, task, 'The created task'));
  },
  async update(call, key, data) {
    const path = pathOf(call, key);
    const before = parseResponse(await call.send({ method: 'GET', path }), task, 'The task');
    const { name, active, estimated_seconds, user_id, external_reference } = before;
    const kept = { name, active, estimated_seconds, user_id, external_reference };
    const response = await call.send({ method: 'PUT', path, body: { ...kept, ...written(data) } });
    return toRecord(parseResponse(response, task, 'The changed task'));
  },
  async delete(call, key) {
    const response = await call.send({ method: 'DELETE', path: pathOf(call, key) }, { accept: [404] });
    if (response.status !== 404) return 'deleted';
    await proveFullView(call);
    return 'gone';
  },
};
