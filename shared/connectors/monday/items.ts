import * as z from 'zod';
import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import type { ExternalData } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { ask, askAll } from './ask.ts';
import { toRecord } from './columns.ts';
import { itemFields } from './item-fields.ts';
import { listItems } from './list-items.ts';
import { hidden, rejected } from './refusals.ts';
import { type Item, item, made, type Settings } from './schema.ts';
import { isId } from './texts.ts';
import { createItem, updateItem } from './write-items.ts';

const looked = z.object({ items: z.array(item), boards: z.array(made) });
const lookQuery = `query ($ids: [ID!], $boards: [ID!]) {
items(ids: $ids, limit: 1, exclude_nonactive: false) { ${itemFields} }
boards(ids: $boards, limit: 100) { id }
}`;

/**
 * Deleted items can be read for a while and say so; later they are missing. One that is missing is gone only if all boards
 * can still be read: an account that lost its rights sees nothing either.
 */
async function read(call: Call<Settings>, boards: readonly string[], id: string): Promise<Item | 'gone'> {
  if (!isId(id)) return 'gone';
  const found = await askAll(call, lookQuery, { ids: [id], boards }, looked);
  const [first] = found.items;
  if (first !== undefined) return first.state === 'deleted' ? 'gone' : first;
  const unseen = boards.find((board) => !found.boards.some((seen) => seen.id === board));
  if (unseen === undefined) return 'gone';
  throw hidden(unseen);
}

const deleteQuery = 'mutation ($id: ID!) { r: delete_item(item_id: $id) { id } }';

async function remove(call: Call<Settings>, boards: readonly string[], id: string) {
  if ((await read(call, boards, id)) === 'gone') return 'gone' as const;
  await ask(call, deleteQuery, { id }, made);
  return 'deleted' as const;
}

/** The items of some boards; new ones are made on the first. */
export const itemsOf = (boardsIn: (settings: Settings) => readonly string[]): StreamOperations<Settings> => ({
  list: (call, window) => listItems(call, boardsIn(call.settings), window),
  async get(call, id) {
    const found = await read(call, boardsIn(call.settings), id);
    return found === 'gone' ? 'gone' : toRecord(call.settings, found);
  },
  async create(call, data: ExternalData, key) {
    const [board] = boardsIn(call.settings);
    if (board === undefined) throw rejected('No board was chosen for these records.');
    return toRecord(call.settings, await createItem(call, board, data, key));
  },
  async update(call, id, data) {
    const before = await read(call, boardsIn(call.settings), id);
    if (before === 'gone')
      throw new FaultError({ kind: 'not-found', message: 'monday.com has no such item.' });
    return toRecord(call.settings, await updateItem(call, before, data));
  },
  delete: (call, id) => remove(call, boardsIn(call.settings), id),
});
