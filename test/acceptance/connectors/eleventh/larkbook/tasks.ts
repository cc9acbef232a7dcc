import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData, ExternalPage, ExternalRecord, ReadWindow } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { manifest } from './manifest.ts';
import { isGone } from './refusals.ts';
import { graves, type Settings, type Task, task, taskPage } from './schema.ts';
import { askedAfter, instantOf } from './times.ts';

const toRecord = (data: Task): ExternalRecord => ({
  id: data.id,
  data,
  updatedAt: instantOf(data.changed),
  ...(data.client_ref === null ? {} : { ownKey: data.client_ref }),
});

const boardOf = ({ settings }: Call<Settings>): string => `boards/${encodeURIComponent(settings.boardId)}`;
const tasksOf = (call: Call<Settings>): string => `${boardOf(call)}/tasks`;
const pathOf = (call: Call<Settings>, id: string): string => `${tasksOf(call)}/${encodeURIComponent(id)}`;

/** Read after the tasks; its cursor is this word, alone or before a token (no token holds a blank). */
const graveyard = 'graveyard';

async function list(call: Call<Settings>, window: ReadWindow): Promise<ExternalPage> {
  const [place, token] = window.cursor?.split(' ') ?? ['tasks'];
  if (place === graveyard) return listGraves(call, window, token);
  const response = await call.send({
    method: 'GET',
    path: tasksOf(call),
    query: { per: manifest.limits.pageSize, changed_after: askedAfter(window.since), token },
  });
  const page = parseResponse(response, taskPage, 'The list of tasks');
  return {
    records: page.tasks.map(toRecord),
    deletedIds: [],
    next: page.more ? `tasks ${page.token}` : graveyard,
  };
}

async function listGraves(
  call: Call<Settings>,
  { since }: ReadWindow,
  token: string | undefined,
): Promise<ExternalPage> {
  const response = await call.send({
    method: 'GET',
    path: `${boardOf(call)}/graveyard`,
    query: { per: manifest.limits.pageSize, buried_after: askedAfter(since), token },
  });
  const page = parseResponse(response, graves, 'The graveyard');
  return {
    records: [],
    deletedIds: page.graves.map(({ id }) => id),
    next: page.more ? `${graveyard} ${page.token}` : null,
  };
}

/**
 * A key sees every board of its nest and no task moves to another one, so `no_such_task` and `buried` prove that a
 * task is gone.
 */
async function get(call: Call<Settings>, id: string): Promise<ExternalRecord | 'gone'> {
  const response = await call.send({ method: 'GET', path: pathOf(call, id) }, { accept: [404, 410] });
  return isGone(response) ? 'gone' : toRecord(parseResponse(response, task, 'The task'));
}

async function findByKey(call: Call<Settings>, key: string): Promise<ExternalRecord | 'none'> {
  const response = await call.send({ method: 'GET', path: tasksOf(call), query: { client_ref: key } });
  const [found] = parseResponse(response, taskPage, 'The task with our reference').tasks;
  return found === undefined ? 'none' : toRecord(found);
}

/** Made twice with one key, Larkbook answers the task that it made first. */
async function create(call: Call<Settings>, data: ExternalData, key: string): Promise<ExternalRecord> {
  if (typeof data.title !== 'string' || data.title.trim() === '')
    throw new FaultError({
      kind: 'rejected',
      message: 'Larkbook takes no task without a title: give it one.',
      pointer: '/title',
    });
  const response = await call.send({
    method: 'POST',
    path: tasksOf(call),
    body: { ...data, client_ref: key },
  });
  return toRecord(parseResponse(response, task, 'The created task'));
}

/** Set by Larkbook, or fixed when the task was made; refused in a body. */
const notWritten = new Set(['id', 'board', 'client_ref', 'created', 'changed']);

/** What is left out of a PUT is emptied: all that the task has goes along, also what nothing is mapped onto. */
async function update(call: Call<Settings>, id: string, data: ExternalData): Promise<ExternalRecord> {
  const path = pathOf(call, id);
  const before = parseResponse(await call.send({ method: 'GET', path }), task, 'The task');
  const body = Object.fromEntries(
    Object.entries({ ...before, ...data }).filter(([field]) => !notWritten.has(field)),
  );
  const response = await call.send({ method: 'PUT', path, body });
  return toRecord(parseResponse(response, task, 'The changed task'));
}

async function remove(call: Call<Settings>, id: string): Promise<'deleted' | 'gone'> {
  const response = await call.send({ method: 'DELETE', path: pathOf(call, id) }, { accept: [404, 410] });
  return isGone(response) ? 'gone' : 'deleted';
}

export const tasks: StreamOperations<Settings> = { list, get, findByKey, create, update, delete: remove };
