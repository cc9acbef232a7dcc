import * as z from 'zod';
import { refuse } from './answers.ts';
import { type Board, type Column, labelsOf } from './boards.ts';
import type { Item } from './shapes.ts';
import type { MondayState } from './state.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);
const person = z.strictObject({ id: z.number().int(), kind: z.enum(['person', 'team', 'agent']) });
export const shapes = {
  status: z.strictObject({ label: z.string() }),
  date: z.strictObject({ date: day, time: time.optional() }),
  timeline: z.strictObject({ from: day, to: day }),
  people: z.strictObject({ personsAndTeams: z.array(person) }),
  numbers: z.string().regex(/^-?\d+(\.\d+)?$/),
  dropdown: z.strictObject({ labels: z.array(z.string()) }),
  checkbox: z.strictObject({ checked: z.literal('true') }),
  long_text: z.strictObject({ text: z.string().max(2000) }),
  text: z.string(),
};

/** The item with these `column_values`, which come as text; throws what monday.com refuses. */
export function withValues(state: MondayState, board: Board, item: Item, given: unknown): Item {
  const parsed = z.record(z.string(), z.json()).safeParse(jsonOf(given));
  if (!parsed.success) throw refuse('InvalidArgumentException', 'column_values is no JSON text of an object');
  const { name, ...columns } = parsed.data;
  const values = { ...item.values };
  for (const [id, value] of Object.entries(columns)) {
    const column = board.columns.find((known) => known.id === id);
    if (column === undefined)
      throw refuse('InvalidColumnIdException', `This column ID doesn't exist for the board: ${id}`);
    if (isEmpty(value)) delete values[id];
    else values[id] = checked(state, column, value);
  }
  return { ...item, name: name === undefined ? item.name : nameOf(name), values };
}

/** The text of `column_values` for one column whose value is given as JSON. */
export const oneColumn = (id: string, value: unknown): string =>
  JSON.stringify({ [id]: jsonOf(value) ?? null });

/** The same for a value in the short form that people type. */
export function simpleColumn({ columns }: Board, id: string, value: string | null | undefined): string {
  const type = columns.find((column) => column.id === id)?.type;
  const asked: { readonly [type: string]: unknown } = {
    ...{ status: { label: value }, date: { date: value }, dropdown: { labels: [value] } },
    ...{ long_text: { text: value }, checkbox: { checked: value } },
  };
  return JSON.stringify({ [id]: value ? (asked[type ?? ''] ?? value) : null });
}

/** A text between 1 and 255 characters. */
export function nameOf(name: unknown): string {
  if (typeof name !== 'string' || name === '')
    throw refuse('InvalidArgumentException', 'name cannot be empty');
  if (name.length > 255) throw refuse('ItemNameTooLongException', 'Item name is longer than 255 characters');
  return name;
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

function checked(
  state: MondayState,
  { id, type, title }: Column,
  value: z.output<ReturnType<typeof z.json>>,
) {
  const bad = (why: string) => refuse('ColumnValueException', `invalid value for ${title}: ${why}`);
  const shape = Object.entries(shapes).find(([name]) => name === type)?.[1];
  if (shape === undefined) throw bad(`columns of type ${type} cannot be changed`);
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw bad(parsed.error.issues[0]?.message ?? 'unreadable');
  for (const label of labelsIn(parsed.data))
    if (labelsOf[id]?.includes(label) !== true) throw bad(`the label '${label}' doesn't exist`);
  const people = shapes.people.safeParse(parsed.data);
  for (const { id: who, kind } of people.success ? people.data.personsAndTeams : [])
    if (!(kind === 'team' ? state.teams : state.users).has(String(who)))
      throw bad(`nobody has the id ${who}`);
  return parsed.data;
}

const labelsIn = (value: unknown): readonly string[] => {
  const one = shapes.status.safeParse(value);
  const many = shapes.dropdown.safeParse(value);
  return one.success ? [one.data.label] : many.success ? many.data.labels : [];
};

function jsonOf(given: unknown): unknown {
  if (typeof given !== 'string') return undefined;
  try {
    return JSON.parse(given);
  } catch {
    return undefined;
  }
}
