import { dayOf } from '../../connector-kit/time-spans.ts';
import type { ExternalData, ExternalRecord } from '../../domain/external.ts';
import type { FieldValue } from '../../domain/values.ts';
import type { ColumnValue, Item, Settings } from './schema.ts';

/** Every board names its columns as it likes: a value is found by the kind of its column. */
export const roles = {
  status: 'status',
  notes: 'long_text',
  date: 'date',
  people: 'people',
  hours: 'numbers',
  labels: 'dropdown',
  timeline: 'timeline',
} as const;
export type Role = keyof typeof roles;

/** A status that nobody set is grey and has no label. */
export const noStatus = '(empty)';

/** monday.com has no item without a name, BritePool has hours without a description. */
export const noName = '(no description)';

type Typed = Pick<ColumnValue, 'id' | 'type'>;

/** The column that plays the role on this board: the chosen one of its kind, else the first. */
export function columnFor<Found extends Typed>(
  role: Role,
  board: string,
  columns: readonly Found[],
  chosen: Settings['columns'],
): Found | undefined {
  const fitting = columns.filter(({ type }) => type === roles[role]);
  return fitting.find(({ id }) => chosen.includes(`${board}/${id}`)) ?? fitting[0];
}

/** A date with a time of day is a moment, and told in UTC. https://developer.monday.com/api-reference/docs/date */
export function whenOf({ date, time }: ColumnValue): string | null {
  if (date == null || date === '') return null;
  return time == null || time === '' ? date : `${date}T${time}Z`;
}

/** What stands in a column, in plain values. */
export function plainOf(column: ColumnValue): FieldValue {
  switch (column.type) {
    case 'status':
      return column.label === '' ? null : (column.label ?? null);
    case 'date':
      return whenOf(column);
    case 'timeline':
      return column.from == null ? null : { from: dayIn(column.from), to: dayIn(column.to) };
    case 'people':
      return peopleIn(column).map(({ id, kind }) => (kind === 'person' ? id : `${kind ?? 'other'}-${id}`));
    case 'numbers':
      return column.number ?? null;
    case 'dropdown':
      return (column.values ?? []).map(({ label }) => label);
    case 'checkbox':
      return column.checked === true;
    default:
      return column.text ?? null;
  }
}

export const peopleIn = (column: ColumnValue | undefined) => column?.persons_and_teams ?? [];
/** Days of a timeline come as the first moment of the day in UTC, or as the day. */
const dayIn = (moment: string | null | undefined): string | null => moment?.slice(0, 10) ?? null;

/** An item with its columns by id, and besides by the part that they play. */
function dataOf(item: Item, { columns: chosen, timeZone }: Settings): ExternalData {
  const { board, group, column_values, ...own } = item;
  const of = (role: Role) => columnFor(role, board.id, column_values, chosen);
  const value = (role: Role) => ((found) => (found === undefined ? null : plainOf(found)))(of(role));
  const starts = value('date');
  const hasTime = typeof starts === 'string' && starts.length > 10;
  return {
    ...own,
    name: own.name === noName ? null : own.name,
    ...{ board_id: board.id, group_id: group?.id ?? null },
    status: of('status') === undefined ? null : (value('status') ?? noStatus),
    ...{ notes: value('notes'), hours: value('hours'), labels: value('labels'), timeline: value('timeline') },
    ...{ starts, day: hasTime ? dayOf(starts, timeZone) : starts, time_zone: timeZone },
    assignee: peopleIn(of('people')).find(({ kind }) => kind === 'person')?.id ?? null,
    columns: Object.fromEntries(column_values.map((column) => [column.id, plainOf(column)])),
  };
}

export const toRecord = (settings: Settings, found: Item): ExternalRecord => ({
  id: found.id,
  data: dataOf(found, settings),
  ...(found.updated_at === null ? {} : { updatedAt: new Date(found.updated_at).toISOString() }),
});
