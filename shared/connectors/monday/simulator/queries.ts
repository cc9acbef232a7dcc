import { randomBytes } from 'node:crypto';
import { refuse } from './answers.ts';
import { type Board, boards } from './boards.ts';
import type { Item } from './shapes.ts';
import { account, showItem, showTeam, showUser } from './show.ts';
import type { MondayState } from './state.ts';

interface Paged {
  readonly limit: number;
  readonly page: number;
}
const pageOf = <Found>(all: readonly Found[], { limit, page }: Paged): readonly Found[] => {
  if (page < 1 || limit < 0) throw refuse('InvalidArgumentException', 'page and limit must be positive');
  return all.slice((page - 1) * limit, page * limit);
};

interface ItemsPage {
  readonly limit: number;
  readonly query_params?: {
    readonly order_by?: readonly { readonly column_id: string; readonly direction: 'asc' | 'desc' }[];
  };
}
interface Logs extends Paged {
  readonly from?: string;
}
const cursorSeconds = 3600;

/** What can be asked; the places in lists of items are remembered for an hour, and not on disk. */
export function queries(state: MondayState) {
  const places = new Map<string, { readonly ids: readonly string[]; readonly until: number }>();

  const pageFrom = (ids: readonly string[], limit: number) => {
    if (limit < 1 || limit > 500) throw refuse('InvalidArgumentException', 'limit must be between 1 and 500');
    const rest = ids.slice(limit);
    const cursor = rest.length === 0 ? null : randomBytes(18).toString('base64url');
    if (cursor !== null)
      places.set(cursor, { ids: rest, until: state.now().getTime() + cursorSeconds * 1000 });
    const items = ids
      .slice(0, limit)
      .flatMap((id) => [state.items.get(id)].filter((item) => item !== undefined));
    return { cursor, items: items.map(showItem) };
  };

  const showBoard = (board: Board) => ({
    ...board,
    access_level: 'edit',
    items_page: ({ limit, query_params }: ItemsPage) => {
      const active = [...state.items.values()].filter(
        (item) => item.board === board.id && item.state === 'active',
      );
      return pageFrom(
        ordered(board, active, query_params).map(({ id }) => id),
        limit,
      );
    },
    activity_logs: ({ from, ...paged }: Logs) => {
      const since = from === undefined || from === null ? 0 : Date.parse(from);
      const found = state.logs.filter((log) => log.board === board.id && Date.parse(log.at) >= since);
      return pageOf(found.toReversed(), paged).map(showLog);
    },
  });

  const visible = () => boards.filter(({ id }) => !state.hidden.has(id));
  return {
    me: () => showUser({ ...state.own, name: 'Sync account' }),
    account: () => account,
    version: () => ({ kind: 'current', value: '2026-10', display_name: '2026-10' }),
    boards: ({ ids, ...paged }: Paged & { readonly ids?: readonly string[] }) =>
      pageOf(
        visible().filter(({ id }) => ids?.includes(id) ?? true),
        paged,
      ).map(showBoard),
    workspaces: () => [tasksWorkspace],
    items: ({
      ids,
      exclude_nonactive,
    }: {
      readonly ids?: readonly string[];
      readonly exclude_nonactive?: boolean;
    }) => {
      if (ids === undefined || ids.length > 100)
        throw refuse('InvalidArgumentException', 'Ask for between 1 and 100 ids');
      return ids
        .flatMap((id) => [state.items.get(id)].filter((item) => item !== undefined))
        .filter(({ board }) => !state.hidden.has(board))
        .filter((item) => exclude_nonactive !== true || item.state === 'active')
        .map(showItem);
    },
    next_items_page: ({ cursor, limit }: { readonly cursor: string; readonly limit: number }) => {
      const place = places.get(cursor);
      if (place === undefined || place.until <= state.now().getTime())
        throw refuse(
          'CursorException',
          'The cursor provided for pagination has expired. Please refresh your query.',
        );
      return pageFrom(place.ids, limit);
    },
    users: ({
      ids,
      status,
      ...paged
    }: Paged & { readonly ids?: readonly string[]; readonly status?: readonly string[] }) => {
      if (paged.limit > 1000) throw refuse('InvalidArgumentException', 'limit must be at most 1000');
      const wanted = status ?? ['ACTIVE', 'PENDING'];
      const found = [...state.users.values()].filter(
        (user) => wanted.includes(user.status) && (ids?.includes(user.id) ?? true),
      );
      return pageOf(found, paged).map(showUser);
    },
    teams: ({ ids }: { readonly ids?: readonly string[] }) =>
      [...state.teams.values()]
        .filter(({ id }) => ids?.includes(id) ?? true)
        .map((team) => showTeam(state, team)),
    webhooks: ({ board_id }: { readonly board_id: string }) =>
      [...state.webhooks.values()]
        .filter(({ board }) => board === board_id)
        .map(({ id, event }) => ({ id, board_id, event, config: null })),
  };
}

const tasksWorkspace = { id: '4400001', name: 'Neighbourhood' };

/** By the last change if asked so; a board’s own order is that of its rows. */
function ordered(board: Board, items: readonly Item[], params: ItemsPage['query_params']): readonly Item[] {
  const [first] = params?.order_by ?? [];
  if (first === undefined) return items;
  if (first.column_id !== '__last_updated__' && !board.columns.some(({ id }) => id === first.column_id))
    throw refuse(
      'InvalidColumnIdException',
      `This column ID doesn't exist for the board: ${first.column_id}`,
    );
  const sign = first.direction === 'desc' ? -1 : 1;
  const key = ({ updated_at, id }: Item) => `${updated_at} ${id}`;
  return items.toSorted((a, b) => (key(a) < key(b) ? -sign : sign));
}

const showLog = ({ id, board, event, item, at }: MondayState['logs'][number]) => ({
  ...{ id, event, entity: 'pulse', user_id: '1', account_id: account.id },
  // Ten-millionths of a second since 1970.
  created_at: `${Date.parse(at)}0000`,
  data: JSON.stringify({ board_id: Number(board), group_id: 'topics', pulse_id: Number(item) }),
});
