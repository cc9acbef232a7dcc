import * as z from 'zod';
import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse, parseShape } from '../../connector-kit/parse.ts';
import type { ExternalData, ExternalPage, ExternalRecord, ReadWindow } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { readPage } from './pages.ts';
import { unlessGone } from './proof.ts';
import { type Settings, type Task, task } from './schema.ts';

/** A task is found under its project only, so that its id here names both. */
export const taskKey = (projectId: string, taskId: string): string => `${projectId}:${taskId}`;

/** Project and task of such an id; `undefined` for a text that is none. */
export function partsOfTaskKey(
  key: string,
): { readonly projectId: string; readonly taskId: string } | undefined {
  const [, projectId, taskId] = /^([^:]+):([^:]+)$/.exec(key) ?? [];
  return projectId === undefined || taskId === undefined ? undefined : { projectId, taskId };
}

const toRecord = (data: Task): ExternalRecord => ({ id: taskKey(data.projectId, data.id), data });
const tasksOf = ({ settings }: Call<Settings>, projectId: string): string =>
  `/workspaces/${settings.workspaceId}/projects/${encodeURIComponent(projectId)}/tasks`;

function pathOf(call: Call<Settings>, key: string): string {
  const parts = partsOfTaskKey(key);
  if (parts !== undefined) return `${tasksOf(call, parts.projectId)}/${encodeURIComponent(parts.taskId)}`;
  throw new FaultError({ kind: 'not-found', message: 'This is not the id of a task in a project.' });
}

/** Which of the chosen projects is read, and which page of it. */
const place = z.object({ project: z.number(), page: z.number() });

async function list(call: Call<Settings>, { cursor }: ReadWindow): Promise<ExternalPage> {
  const { projectIds } = call.settings;
  const at =
    cursor === null
      ? { project: 0, page: 1 }
      : parseShape(JSON.parse(cursor), place, 'The place in the list');
  const projectId = projectIds[at.project];
  if (projectId === undefined) return { records: [], deletedIds: [], next: null };
  const query = { 'sort-column': 'ID', 'sort-order': 'ASCENDING' };
  const ask = { path: tasksOf(call, projectId), query, shape: task, what: 'The list of tasks' };
  const { items, isLast } = await readPage(call.send, ask, at.page);
  const next = isLast ? { project: at.project + 1, page: 1 } : { ...at, page: at.page + 1 };
  const isEnd = next.project >= projectIds.length;
  return { records: items.map(toRecord), deletedIds: [], next: isEnd ? null : JSON.stringify(next) };
}

const readTask = async (call: Call<Settings>, key: string): Promise<Task> =>
  parseResponse(await call.send({ method: 'GET', path: pathOf(call, key) }), task, 'The task');

async function put(call: Call<Settings>, key: string, body: ExternalData): Promise<ExternalRecord> {
  const response = await call.send({ method: 'PUT', path: pathOf(call, key), body });
  return toRecord(parseResponse(response, task, 'The changed task'));
}

/** Whatever a change leaves out, Clockify empties: what stands there is sent along. */
const wholeTask = ({ name, status, assigneeIds, userGroupIds, estimate, billable }: Task): ExternalData => ({
  ...{ name, status, assigneeIds: assigneeIds ?? [], userGroupIds: userGroupIds ?? [] },
  ...(estimate == null ? {} : { estimate }),
  ...(billable == null ? {} : { billable }),
});

/** BritePool knows one person for a task: the first. Further ones stay with it. */
function written(data: ExternalData, others: readonly string[]): ExternalData {
  const { name, status, estimate, assigneeIds } = data;
  const given: readonly ExternalData[string][] = Array.isArray(assigneeIds) ? assigneeIds : [];
  const [first] = given;
  return {
    ...(name === undefined ? {} : { name }),
    ...(status === undefined ? {} : { status }),
    ...(estimate === undefined ? {} : { estimate: estimate ?? 'PT0S' }),
    ...(assigneeIds === undefined
      ? {}
      : {
          assigneeIds: typeof first === 'string' ? [first, ...others.filter((id) => id !== first)] : others,
        }),
  };
}

export const tasks: StreamOperations<Settings> = {
  list,
  get: (call, key) => unlessGone(call, async () => toRecord(await readTask(call, key))),
  async create(call, data) {
    const [projectId = ''] = call.settings.projectIds;
    const response = await call.send({
      method: 'POST',
      path: tasksOf(call, projectId),
      body: written(data, []),
    });
    return toRecord(parseResponse(response, task, 'The created task'));
  },
  async update(call, key, data) {
    const before = await readTask(call, key);
    const [, ...others] = before.assigneeIds ?? [];
    return put(call, key, { ...wholeTask(before), ...written(data, others) });
  },
  delete: (call, key) =>
    unlessGone(call, async () => {
      const before = await readTask(call, key);
      // Clockify refuses to delete a task that is not done.
      if (before.status !== 'DONE') await put(call, key, { ...wholeTask(before), status: 'DONE' });
      await call.send({ method: 'DELETE', path: pathOf(call, key) });
      return 'deleted' as const;
    }),
};
