import { boards } from './boards.ts';
import { withValues } from './column-values.ts';
import type { MondayEvents } from './events.ts';
import type { Item } from './shapes.ts';
import type { MondayState } from './state.ts';

/**
 * What somebody does on a board: `name`, `state`, `status`, `notes` and `day` by their plain words, anything else as a
 * column with the value that the API takes.
 */
export function changedByHand(
  state: MondayState,
  events: MondayEvents,
  item: Item,
  changes: Readonly<Record<string, unknown>>,
): Item {
  const { state: wanted, status, notes, day, ...own } = changes;
  if (wanted === 'active' || wanted === 'archived') return events.setState(item, wanted);
  const board = boards.find(({ id }) => id === item.board) ?? boards[0];
  if (board === undefined) return item;
  const values = {
    ...own,
    ...(status === undefined ? {} : { project_status: status === null ? null : { label: status } }),
    ...(notes === undefined ? {} : { long_text_mkz1: notes === null ? null : { text: notes } }),
    ...(day === undefined ? {} : { date4: day === null ? null : { date: day } }),
  };
  return events.change(item, withValues(state, board, item, JSON.stringify(values)));
}
