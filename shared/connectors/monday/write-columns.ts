import { spanAfter } from '../../connector-kit/time-spans.ts';
import type { ExternalData } from '../../domain/external.ts';
import type { FieldValue } from '../../domain/values.ts';
import { columnFor, noName, noStatus, peopleIn, type Role, whenOf } from './columns.ts';
import { rejected } from './refusals.ts';
import type { ColumnValue, Settings } from './schema.ts';

export interface Target {
  readonly board: string;
  /** The columns of the board, with what stands in them where there is an item already. */
  readonly columns: readonly ColumnValue[];
}

const readOnly = (what: string, pointer: string) =>
  rejected(`monday.com lets nobody write "${what}".`, pointer);

/** Values that come along with others, or stand elsewhere in the request. */
const beside = ['time_zone', 'group_id'];

/**
 * Values as `column_values` takes them, by column; `null` empties one. What the board has no column for stays with us.
 * https://developer.monday.com/api-reference/reference/column-types-reference
 */
export function written(data: ExternalData, target: Target, settings: Settings): ExternalData {
  const entries = Object.entries(data)
    .filter(([name]) => !beside.includes(name))
    .flatMap(([name, value]): (readonly [string, FieldValue])[] => {
      if (name === 'name') return [['name', value ?? noName]];
      if (name === 'columns') return ownColumns(value, target);
      const role = plain.find((own) => own === name) ?? parts[name];
      if (role === undefined) throw readOnly(name, `/${name}`);
      const column = columnFor(role, target.board, target.columns, settings.columns);
      if (column === undefined) return [];
      return [[column.id, (special[name] ?? writtenAs)(value, column, settings)]];
    });
  return Object.fromEntries(entries);
}

const plain: readonly Role[] = ['status', 'notes', 'hours', 'labels', 'timeline'];
const parts: { readonly [name: string]: Role } = { starts: 'date', day: 'date', assignee: 'people' };
const special: {
  readonly [name: string]: (value: FieldValue, column: ColumnValue, settings: Settings) => FieldValue;
} = { day: writtenDay, assignee: writtenPeople };

/** A new day keeps the time of day that stands there. */
function writtenDay(value: FieldValue, column: ColumnValue, { timeZone }: Settings): FieldValue {
  if (typeof value !== 'string') return null;
  const before = whenOf(column);
  if (before === null || before.length === 10) return { date: value };
  return dateAndTime(spanAfter({ day: value }, { start: before }, timeZone)?.start ?? value);
}

/** BritePool knows one person for a task: the first. Further ones and teams stay with it. */
function writtenPeople(value: FieldValue, column: ColumnValue): FieldValue {
  const before = peopleIn(column);
  const first = before.find(({ kind }) => kind === 'person');
  const others = before.filter(({ id, kind }) => kind !== 'person' || (id !== first?.id && id !== value));
  const own = typeof value === 'string' ? [{ id: value, kind: 'person' }] : [];
  const all = [...own, ...others].map(({ id, kind }) => ({ id: Number(id), kind: kind ?? 'person' }));
  return all.length === 0 ? null : { personsAndTeams: all };
}

function ownColumns(values: FieldValue, { columns }: Target): (readonly [string, FieldValue])[] {
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values).map(([id, value]) => {
    const column = columns.find((known) => known.id === id);
    if (column === undefined) throw rejected(`The board has no column "${id}".`, `/columns/${id}`);
    return [id, writtenAs(value, column)];
  });
}

const asIs = (_text: string, value: FieldValue): FieldValue => value;
/** The kinds of column that can be written, each in the form that it takes. */
const forms: { readonly [type: string]: (text: string, value: FieldValue) => FieldValue } = {
  status: (label) => ({ label }),
  date: (text) => dateAndTime(text),
  timeline: asIs,
  text: asIs,
  numbers: (text) => text,
  dropdown: (_text, value) => ({ labels: [value].flat() }),
  checkbox: (_text, value) => (value === true ? { checked: 'true' } : null),
  long_text: (text) => ({ text }),
};
export const isWritable = (type: string): boolean => forms[type] !== undefined;

function writtenAs(value: FieldValue, { id, type }: ColumnValue): FieldValue {
  const form = forms[type];
  if (form === undefined) throw readOnly(type, `/columns/${id}`);
  const isEmpty =
    value === null || value === '' || value === noStatus || (Array.isArray(value) && value.length === 0);
  return isEmpty ? null : form(String(value), value);
}

/** Moments are written in UTC, a day without a time. */
const dateAndTime = (text: string): FieldValue =>
  text.length === 10 ? { date: text } : momentOf(new Date(text).toISOString());
const momentOf = (text: string): FieldValue => ({ date: text.slice(0, 10), time: text.slice(11, 19) });
