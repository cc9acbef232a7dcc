import type * as z from 'zod';
import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData, ExternalPage, ExternalRecord, ReadWindow } from '../../domain/external.ts';
import { dateFields } from './custom-fields.ts';
import { customValueFields, valuesOf, writtenValues } from './custom-values.ts';
import { oneTask, type Settings, type task, tasks as tasksShape } from './schema.ts';

const taskFields = [
  ...['name', 'notes', 'completed', 'due_on', 'due_at', 'start_on', 'assignee', 'assignee.name'],
  ...['tags', 'tags.name', 'modified_at', 'resource_subtype', 'external'],
  ...customValueFields,
].join(',');
const pageSize = 100;

const toRecord = ({ custom_fields, ...data }: z.output<typeof task>): ExternalRecord => ({
  id: data.gid,
  data: { ...data, ...(custom_fields === undefined ? {} : { custom_fields: valuesOf(custom_fields) }) },
  ...(data.modified_at === undefined ? {} : { updatedAt: new Date(data.modified_at).toISOString() }),
});

/** Projects are read one after the other; the cursor is the project's position and Asana's offset inside it. */
async function listTasks(call: Call<Settings>, window: ReadWindow): Promise<ExternalPage> {
  const [position = '0', offset = ''] = (window.cursor ?? '0:').split(/:(.*)/s);
  const at = Number(position);
  const project = call.settings.projectGids[at];
  if (project === undefined) return { records: [], deletedIds: [], next: null };
  const response = await call.send({
    method: 'GET',
    path: '/tasks',
    query: {
      project,
      limit: pageSize,
      opt_fields: taskFields,
      modified_since: window.since ?? undefined,
      offset: offset === '' ? undefined : offset,
    },
  });
  const { data, next_page } = parseResponse(response, tasksShape, 'The list of tasks');
  const more = next_page?.offset;
  const last = at + 1 >= call.settings.projectGids.length;
  const next = more === undefined ? (last ? null : `${at + 1}:`) : `${at}:${more}`;
  return { records: data.map(toRecord), deletedIds: [], next };
}

async function getTask(call: Call<Settings>, id: string): Promise<ExternalRecord | 'gone'> {
  const response = await call.send(
    { method: 'GET', path: `/tasks/${encodeURIComponent(id)}`, query: { opt_fields: taskFields } },
    { accept: [404] },
  );
  return response.status === 404 ? 'gone' : toRecord(parseResponse(response, oneTask, 'The task').data);
}

async function createTask(call: Call<Settings>, given: ExternalData): Promise<ExternalRecord> {
  const data = await writtenValues(given, () => dateFields(call));
  const response = await call.send({
    method: 'POST',
    path: '/tasks',
    query: { opt_fields: taskFields },
    body: {
      data: { ...data, projects: [call.settings.projectGids[0]], workspace: call.settings.workspaceGid },
    },
  });
  return toRecord(parseResponse(response, oneTask, 'The created task').data);
}

async function updateTask(call: Call<Settings>, id: string, given: ExternalData): Promise<ExternalRecord> {
  const data = await writtenValues(given, () => dateFields(call));
  const response = await call.send({
    method: 'PUT',
    path: `/tasks/${encodeURIComponent(id)}`,
    query: { opt_fields: taskFields },
    body: { data },
  });
  return toRecord(parseResponse(response, oneTask, 'The changed task').data);
}

async function deleteTask(call: Call<Settings>, id: string): Promise<'deleted' | 'gone'> {
  const response = await call.send(
    { method: 'DELETE', path: `/tasks/${encodeURIComponent(id)}` },
    { accept: [404] },
  );
  return response.status === 404 ? 'gone' : 'deleted';
}

export const tasks: StreamOperations<Settings> = {
  ...{ list: listTasks, get: getTask, create: createTask, update: updateTask, delete: deleteTask },
};
