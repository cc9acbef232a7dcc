import { boards, type Column } from './boards.ts';
import { shapes } from './column-values.ts';
import type { Item, Team, User } from './shapes.ts';
import type { MondayState } from './state.ts';

export const account = { id: '1700001', name: 'Neighbourhood', slug: 'neighbourhood' };

/** One column of an item, as its type shows it. */
function showColumn({ id, type, title }: Column, item: Item) {
  const stored = item.values[id] ?? null;
  const base = {
    id,
    type,
    column: { id, title },
    text: '',
    value: stored === null ? null : JSON.stringify(stored),
  };
  switch (type) {
    case 'status': {
      const value = shapes.status.safeParse(stored).data;
      const label = value?.label ?? null;
      return {
        __typename: 'StatusValue',
        ...base,
        text: label,
        label,
        index: null,
        is_done: label === 'Done',
      };
    }
    case 'date': {
      const { date = '', time = '' } = shapes.date.safeParse(stored).data ?? {};
      return { __typename: 'DateValue', ...base, text: `${date} ${time}`.trim(), date, time };
    }
    case 'timeline': {
      const value = shapes.timeline.safeParse(stored).data;
      const at = (day: string | undefined) => (day === undefined ? null : `${day}T00:00:00Z`);
      return { __typename: 'TimelineValue', ...base, from: at(value?.from), to: at(value?.to) };
    }
    case 'people': {
      const people = shapes.people.safeParse(stored).data?.personsAndTeams ?? [];
      const shown = people.map((person) => ({ ...person, id: String(person.id) }));
      return { __typename: 'PeopleValue', ...base, persons_and_teams: shown };
    }
    case 'numbers': {
      const number = shapes.numbers.safeParse(stored).data;
      return {
        __typename: 'NumbersValue',
        ...base,
        text: number ?? '',
        number: number === undefined ? null : Number(number),
      };
    }
    case 'dropdown': {
      const labels = shapes.dropdown.safeParse(stored).data?.labels ?? [];
      const values = labels.map((label, index) => ({ id: String(index), label }));
      return { __typename: 'DropdownValue', ...base, text: labels.join(', '), values };
    }
    case 'checkbox':
      return {
        __typename: 'CheckboxValue',
        ...base,
        text: stored === null ? '' : 'v',
        checked: stored !== null,
      };
    case 'long_text':
      return {
        __typename: 'LongTextValue',
        ...base,
        text: shapes.long_text.safeParse(stored).data?.text ?? '',
      };
    default:
      return { __typename: 'TextValue', ...base, text: typeof stored === 'string' ? stored : '' };
  }
}

/** An item as the API shows it. The name is no column value. */
export function showItem(item: Item) {
  const board = boards.find(({ id }) => id === item.board);
  const columns = (board?.columns ?? []).filter(({ type }) => type !== 'name');
  return {
    ...item,
    url: `https://neighbourhood.monday.com/boards/${item.board}/pulses/${item.id}`,
    board,
    group: board?.groups.find(({ id }) => id === item.group),
    parent_item: null,
    column_values: ({ ids, types }: { ids?: readonly string[]; types?: readonly string[] }) =>
      columns
        .filter(({ id, type }) => (ids?.includes(id) ?? true) && (types?.includes(type) ?? true))
        .map((column) => showColumn(column, item)),
  };
}

export const showTeam = (state: MondayState, team: Team) => ({
  ...team,
  users: () =>
    team.users.flatMap((id) => [state.users.get(id)].filter((found) => found !== undefined)).map(showUser),
});
export const showUser = (user: User) => ({ ...user, account, time_zone_identifier: 'Europe/Berlin' });
