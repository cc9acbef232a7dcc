import { refuse } from './answers.ts';
import { type Board, boards } from './boards.ts';
import { nameOf, oneColumn, simpleColumn, withValues } from './column-values.ts';
import type { MondayEvents } from './events.ts';
import type { Item, Team } from './shapes.ts';
import { showItem, showTeam, showUser } from './show.ts';
import type { MondayState } from './state.ts';

/** Who asks: webhooks that an app makes are signed. */
export interface Asker {
  readonly isApp: boolean;
}

interface Addressed {
  readonly board_id: string;
  readonly item_id?: string;
}

export function mutations(state: MondayState, events: MondayEvents) {
  const boardOf = (id: string): Board => {
    const found = boards.find((board) => board.id === id && !state.hidden.has(id));
    if (found === undefined) throw refuse('InvalidBoardIdException', `The board does not exist: ${id}`, 404);
    return found;
  };
  const itemOf = (id: string | undefined): Item => {
    const found = state.items.get(id ?? '');
    if (found === undefined || found.state === 'deleted' || state.hidden.has(found.board))
      throw refuse('ResourceNotFoundException', 'Item not found', 404);
    return found;
  };
  const groupOf = (board: Board, group: string | null | undefined): string => {
    const wanted = group ?? board.groups[0]?.id ?? '';
    if (!board.groups.some(({ id }) => id === wanted))
      throw refuse('InvalidArgumentException', `Group not found on the board: ${wanted}`);
    return wanted;
  };
  const teamOf = (id: string): Team => {
    const found = state.teams.get(id);
    if (found === undefined) throw refuse('ResourceNotFoundException', 'Team not found', 404);
    return found;
  };
  const changeTeam = (
    id: string,
    given: readonly string[],
    users: (before: readonly string[]) => string[],
  ) => {
    const before = teamOf(id);
    const known = given.filter((user) => state.users.has(user));
    state.teams.set(id, { ...before, users: users(before.users) });
    state.changed();
    const shown = known.flatMap((user) => [state.users.get(user)].filter((found) => found !== undefined));
    return { successful_users: shown.map(showUser), failed_users: [] };
  };

  const changeColumns = (given: Addressed, valuesFor: (board: Board) => unknown) => {
    const [board, before] = [boardOf(given.board_id), itemOf(given.item_id)];
    if (before.board !== board.id) throw refuse('InvalidBoardIdException', 'The item is not on this board');
    if (before.state !== 'active') throw refuse('InvalidArgumentException', 'The item is not active');
    return showItem(events.change(before, withValues(state, board, before, valuesFor(board))));
  };

  return {
    create_item(given: {
      board_id: string;
      group_id?: string | null;
      item_name: string;
      column_values?: unknown;
    }) {
      const board = boardOf(given.board_id);
      const time = state.time();
      const blank: Item = {
        ...{ id: state.id(), name: nameOf(given.item_name), board: board.id, state: 'active', values: {} },
        ...{
          group: groupOf(board, given.group_id),
          created_at: time,
          updated_at: time,
          creator_id: state.own.id,
        },
      };
      return showItem(events.create(withValues(state, board, blank, given.column_values ?? '{}')));
    },
    change_multiple_column_values: (given: Addressed & { column_values: unknown }) =>
      changeColumns(given, () => given.column_values),
    change_column_value: (given: Addressed & { column_id: string; value: unknown }) =>
      changeColumns(given, () => oneColumn(given.column_id, given.value)),
    change_simple_column_value: (given: Addressed & { column_id: string; value?: string | null }) =>
      changeColumns(given, (board) => simpleColumn(board, given.column_id, given.value)),
    move_item_to_group({ item_id, group_id }: { item_id?: string; group_id: string }) {
      const before = itemOf(item_id);
      return showItem(events.change(before, { ...before, group: groupOf(boardOf(before.board), group_id) }));
    },
    archive_item: ({ item_id }: { item_id?: string }) =>
      showItem(events.setState(itemOf(item_id), 'archived')),
    delete_item: ({ item_id }: { item_id?: string }) => showItem(events.setState(itemOf(item_id), 'deleted')),
    async create_webhook(given: { board_id: string; url: string; event: string }, { isApp }: Asker) {
      const { url, event } = given;
      const board = boardOf(given.board_id).id;
      const { id } = await events.register({ board, event, url, signed: isApp });
      return { id, board_id: board, event, config: null };
    },
    delete_webhook({ id }: { id: string }) {
      const hook = state.webhooks.get(id);
      if (hook === undefined) throw refuse('ResourceNotFoundException', 'Webhook not found', 404);
      state.webhooks.delete(id);
      state.changed();
      return { id, board_id: hook.board, event: hook.event, config: null };
    },
    create_team({
      input,
      options,
    }: {
      input: { name: string; subscriber_ids?: readonly string[] };
      options?: { allow_empty_team?: boolean };
    }) {
      const users = [...(input.subscriber_ids ?? [])];
      if (users.length === 0 && options?.allow_empty_team !== true)
        throw refuse('InvalidArgumentException', 'A team needs members, or leave to be empty');
      const team = { id: state.id(), name: nameOf(input.name), users };
      state.teams.set(team.id, team);
      state.changed();
      return showTeam(state, team);
    },
    delete_team({ team_id }: { team_id: string }) {
      const team = teamOf(team_id);
      state.teams.delete(team_id);
      state.changed();
      return showTeam(state, { ...team, users: [] });
    },
    add_users_to_team: ({ team_id, user_ids }: { team_id: string; user_ids: readonly string[] }) =>
      changeTeam(team_id, user_ids, (before) => [
        ...new Set([...before, ...user_ids.filter((id) => state.users.has(id))]),
      ]),
    remove_users_from_team: ({ team_id, user_ids }: { team_id: string; user_ids: readonly string[] }) =>
      changeTeam(team_id, user_ids, (before) => before.filter((id) => !user_ids.includes(id))),
  };
}
