import * as z from 'zod';
import { planSetting } from '../../connector-kit/plans.ts';
import { isZone } from '../../domain/zoned.ts';
import { manifest } from './manifest.ts';

const board = z.string().regex(/^\d{1,20}$/, 'Choose boards from the list');

export const settings = z.strictObject({
  boardIds: z.array(board).min(1, 'Choose at least one board'),
  groupId: z.string().min(1).optional(),
  eventBoardIds: z.array(board).default([]),
  timeBoardIds: z.array(board).default([]),
  columns: z.array(z.string().regex(/^\d{1,20}\/\w+$/, 'Choose columns from the list')).default([]),
  timeZone: z.string().refine(isZone, 'Give a time zone such as Europe/Berlin').default('UTC'),
  plan: planSetting(manifest),
});
export type Settings = z.output<typeof settings>;

const text = z.string().nullish();
const moment = z.iso.datetime({ offset: true });

/** What each kind of column says of itself; the fields of other kinds are missing. */
export const columnValue = z.object({
  id: z.string(),
  type: z.string(),
  text,
  label: text,
  date: text,
  time: text,
  from: text,
  to: text,
  persons_and_teams: z.array(z.object({ id: z.string(), kind: text })).nullish(),
  number: z.number().nullish(),
  values: z.array(z.object({ label: z.string() })).nullish(),
  checked: z.boolean().nullish(),
});
export type ColumnValue = z.output<typeof columnValue>;

/** The fields of an item that are asked for, in the words of https://developer.monday.com/api-reference/reference/items */
export const item = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  url: z.string(),
  updated_at: moment.nullable(),
  board: z.object({ id: z.string() }),
  group: z.object({ id: z.string() }).nullable(),
  column_values: z.array(columnValue),
});
export type Item = z.output<typeof item>;

export const itemsPage = z.object({ cursor: z.string().nullable(), items: z.array(item) });
export const activity = z.array(z.object({ event: z.string(), data: z.string() }));

const orNull = z.string().nullable();
export const user = z.object({
  ...{ id: z.string(), name: z.string(), email: z.string(), kind: z.string(), status: z.string() },
  ...{ phone: orNull, mobile_phone: orNull },
});
export type User = z.output<typeof user>;

export const team = z.object({
  id: z.string(),
  name: z.string(),
  /** Whoever was deleted leaves a gap. */
  users: z
    .array(z.object({ id: z.string() }).nullable())
    .transform((all) => all.filter((person) => person !== null)),
});
export type Team = z.output<typeof team>;

export const made = z.object({ id: z.string() });
