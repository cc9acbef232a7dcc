import type { Call, StreamOperations } from '../../../../shared/connector-kit/connector.ts';
import { parseResponse } from '../../../../shared/connector-kit/parse.ts';
import { todo } from '../../../../shared/connector-kit/todo.ts';
import type {
  ExternalData,
  ExternalPage,
  ExternalRecord,
  ReadWindow,
} from '../../../../shared/domain/external.ts';
import { type Settings, type Task, task, taskPage } from './schema.ts';

const toRecord = (data: Task): ExternalRecord => ({
  id: data.id,
  data,
  updatedAt: new Date(data.updated_at).toISOString(),
});

async function list(call: Call<Settings>, { since, cursor }: ReadWindow): Promise<ExternalPage> {
  const response = await call.send({
    method: 'GET',
    path: todo('at which address is a page of tasks listed?'),
    query: {
      workspace: call.settings.workspaceId,
      order: todo('which order does not move while pages are read?'),
      [todo('which parameter lists only what changed at or after a time?')]: since ?? undefined,
      [todo('which parameter asks for the next page?')]: cursor ?? undefined,
    },
  });
  const { tasks, next } = parseResponse(response, taskPage, 'The list of tasks');
  return { records: tasks.map(toRecord), deletedIds: [], next };
}

const pathOf = (id: string): string =>
  `${todo('at which address does one task stand?')}/${encodeURIComponent(id)}`;

async function get(call: Call<Settings>, id: string): Promise<ExternalRecord | 'gone'> {
  const response = await call.send({ method: 'GET', path: pathOf(id) }, { accept: [404] });
  if (response.status === 404) return todo('does a 404 prove that a task is gone, or may it only be hidden?');
  return toRecord(parseResponse(response, task, 'The task'));
}

/** What an earlier create with this key made, whose answer was lost. */
async function findByKey(
  _call: Call<Settings>,
  _key: string,
): Promise<ExternalRecord | 'none' | 'unsupported'> {
  return todo('by what is the task found that carries this key of ours? Leave it out where no key is kept.');
}

async function create(call: Call<Settings>, data: ExternalData, key: string): Promise<ExternalRecord> {
  const response = await call.send({
    method: 'POST',
    path: todo('at which address is a task made?'),
    body: { ...data, [todo('which field keeps our key, so that nothing is made twice?')]: key },
  });
  return toRecord(parseResponse(response, task, 'The created task'));
}

// Not answered yet: does a change merge into the task, or replace it? Then all of it has to be sent.
async function update(call: Call<Settings>, id: string, data: ExternalData): Promise<ExternalRecord> {
  const response = await call.send({ method: 'PATCH', path: pathOf(id), body: data });
  return toRecord(parseResponse(response, task, 'The changed task'));
}

async function remove(call: Call<Settings>, id: string): Promise<'deleted' | 'gone'> {
  const response = await call.send({ method: 'DELETE', path: pathOf(id) }, { accept: [404] });
  return response.status === 404 ? 'gone' : 'deleted';
}

export const streams: { readonly [name: string]: StreamOperations<Settings> } = {
  tasks: { list, get, findByKey, create, update, delete: remove },
};
