import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import type { ExternalPage, ReadWindow } from '../../domain/external.ts';
import { get } from './ask.ts';
import { rejected } from './faults.ts';
import { remove } from './gone.ts';
import { pathOf, readTask, tasksAt, wholeTasks } from './read-task.ts';
import { type Settings, tasks } from './schema.ts';
import { findByStamp } from './stamp.ts';
import { toRecord } from './task-record.ts';
import { listsIn } from './task-streams.ts';
import { createTask, updateTask } from './write-tasks.ts';

/**
 * The Lists one after the other, in the order in which the tasks were made: a task that is edited meanwhile stays in its
 * place, and one that is added (or begins to count as changed) pushes others to where they are read twice, never out of
 * sight. The cursor is the List's position and the page.
 */
async function list(
  call: Call<Settings>,
  lists: readonly string[],
  window: ReadWindow,
): Promise<ExternalPage> {
  const [at = 0, page = 0] = (window.cursor ?? '0:0').split(':').map(Number);
  const listId = lists[at];
  if (listId === undefined) return { records: [], deletedIds: [], next: null };
  // "Greater than" would leave out what changed at that very moment.
  const since = window.since === null ? undefined : Date.parse(window.since) - 1;
  const query = { ...wholeTasks, archived: false, order_by: 'created', page, date_updated_gt: since };
  const { tasks: found, last_page } = await get(call, tasksAt(listId), tasks, query);
  const isEnd = last_page || found.length === 0;
  return {
    records: found.map((item) => toRecord(call, item)),
    deletedIds: [],
    next: !isEnd ? `${at}:${page + 1}` : at + 1 < lists.length ? `${at + 1}:0` : null,
  };
}

/** The tasks of some Lists; new ones are made on the first. */
export const tasksOf = (stream: string): StreamOperations<Settings> => ({
  list: (call, window) => list(call, listsIn(call.settings, stream), window),
  async get(call, id) {
    const found = await readTask(call, id);
    return found === 'gone' ? 'gone' : toRecord(call, found);
  },
  findByKey: (call, key) => findByStamp(call, listsIn(call.settings, stream)[0], key),
  async create(call, data, key) {
    const [listId] = listsIn(call.settings, stream);
    if (listId === undefined) throw rejected('No List was chosen for these records.');
    return toRecord(call, await createTask(call, listId, data, key));
  },
  update: async (call, id, data) => toRecord(call, await updateTask(call, id, data)),
  delete: (call, id) => remove(call, pathOf(id)),
});
