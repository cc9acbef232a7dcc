import type { Call } from '../../connector-kit/connector.ts';
import { sign } from '../../connector-kit/signatures.ts';
import type { ExternalData } from '../../domain/external.ts';
import { ask } from './ask.ts';
import { boardsOf } from './boards.ts';
import { noName } from './columns.ts';
import { itemFields } from './item-fields.ts';
import { hidden } from './refusals.ts';
import { type Item, item, type Settings } from './schema.ts';
import { written } from './write-columns.ts';

const createQuery = `mutation ($board: ID!, $group: String, $name: String!, $values: JSON) {
r: create_item(board_id: $board, group_id: $group, item_name: $name, column_values: $values) { ${itemFields} }
}`;

/** An answer to the same key is remembered for half an hour. https://developer.monday.com/api-reference/docs/idempotency */
const idempotency = (key: string) => {
  const hex = sign({ algorithm: 'sha256', encoding: 'hex' }, 'britepool', Buffer.from(key));
  return { 'idempotency-key': hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-8$3-a$4-$5') };
};

export async function createItem(
  call: Call<Settings>,
  board: string,
  data: ExternalData,
  key: string,
): Promise<Item> {
  const [found] = await boardsOf(call, [board]);
  if (found === undefined) throw hidden(board);
  const { name, ...values } = written(data, { board, columns: found.columns }, call.settings);
  const isFirst = call.settings.boardIds[0] === board;
  const group = data.group_id ?? (isFirst ? call.settings.groupId : undefined) ?? null;
  const given = { board, group, name: name ?? noName, values: JSON.stringify(values) };
  return ask(call, createQuery, given, item, idempotency(key));
}

/** Both in one request: each counts against the calls of the day. */
const changeQuery = `mutation ($board: ID!, $item: ID!, $values: JSON!, $group: String!, $moves: Boolean!) {
move_item_to_group(item_id: $item, group_id: $group) @include(if: $moves) { id }
r: change_multiple_column_values(board_id: $board, item_id: $item, column_values: $values) { ${itemFields} }
}`;

export async function updateItem(call: Call<Settings>, before: Item, data: ExternalData): Promise<Item> {
  const board = before.board.id;
  const values = written(data, { board, columns: before.column_values }, call.settings);
  const own = before.group?.id ?? '';
  const group = typeof data.group_id === 'string' ? data.group_id : own;
  const place = { board, item: before.id, group, moves: group !== own };
  return ask(call, changeQuery, { ...place, values: JSON.stringify(values) }, item);
}
