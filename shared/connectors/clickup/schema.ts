import * as z from 'zod';
import { planSetting } from '../../connector-kit/plans.ts';
import { isPlainDate } from '../../domain/dates.ts';
import { isZone } from '../../domain/zoned.ts';
import { manifest } from './manifest.ts';

const id = (message: string) => z.string().regex(/^\d+$/, message);
const lists = z.array(id('Choose Lists from the list'));

export const settings = z.strictObject({
  workspaceId: id('Choose the Workspace'),
  listIds: lists.min(1, 'Choose at least one List'),
  eventListIds: lists.default([]),
  timeZone: z.string().refine(isZone, 'Give a time zone like Europe/Berlin'),
  startDate: z.string().refine(isPlainDate, 'Give the first day like 2026-01-01'),
  keyFieldId: z.uuid('Choose the field from the list').optional(),
  plan: planSetting(manifest),
});
export type Settings = z.output<typeof settings>;

/** Milliseconds since 1970, which ClickUp writes as a text. */
const moment = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
const option = z.object({
  id: z.string(),
  name: z.nullish(z.string()),
  label: z.nullish(z.string()),
  orderindex: z.nullish(z.number()),
});
export const field = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  type_config: z.nullish(z.object({ options: z.nullish(z.array(option)) })),
  value: z.json().optional(),
});
export type Field = z.output<typeof field>;
export const fields = z.object({ fields: z.array(field) });

export const task = z.object({
  id: z.string(),
  name: z.string(),
  markdown_description: z.nullish(z.string()),
  status: z.object({ status: z.string(), type: z.string() }),
  priority: z.nullish(z.object({ priority: z.string() })),
  date_updated: moment,
  due_date: z.nullish(moment),
  start_date: z.nullish(moment),
  assignees: z.array(z.object({ id: z.number() })),
  tags: z.array(z.object({ name: z.string() })),
  time_estimate: z.nullish(moment),
  archived: z.nullish(z.boolean()),
  list: z.object({ id: z.string(), name: z.nullish(z.string()) }),
  custom_fields: z.nullish(z.array(field)),
});
export type Task = z.output<typeof task>;
export const tasks = z.object({ tasks: z.array(task), last_page: z.boolean() });
/** The answer to a new task; what else stands in it is read again. */
export const made = z.object({ id: z.string() });

/** Numbers of time entries are too large for a number. */
const entryTag = z.object({
  name: z.string(),
  tag_fg: z.nullish(z.string()),
  tag_bg: z.nullish(z.string()),
});
export const entry = z.object({
  id: z.string(),
  /** `"0"` or nothing where the entry belongs to no task. */
  task: z.union([z.object({ id: z.string() }), z.string()]).nullish(),
  user: z.object({ id: z.number() }),
  billable: z.nullish(z.boolean()),
  start: moment,
  end: z.nullish(moment),
  duration: moment,
  description: z.nullish(z.string()),
  tags: z.nullish(z.array(entryTag)),
  at: z.nullish(moment),
});
export type Entry = z.output<typeof entry>;
export const entries = z.object({ data: z.array(entry) });
/** One entry comes as itself or as a list of one; there may be nothing in it. */
export const oneEntry = z.object({ data: z.union([entry, z.array(entry), z.null()]).optional() });
export const madeEntry = z.object({ data: z.nullish(made) });

export const person = z.object({
  id: z.number(),
  username: z.nullish(z.string()),
  email: z.nullish(z.string()),
  /** 1 owner, 2 admin, 3 member, 4 guest. */
  role: z.nullish(z.number()),
});
export type Person = z.output<typeof person>;
export const me = z.object({ user: person.extend({ timezone: z.nullish(z.string()) }) });
const workspace = z.object({
  id: z.string(),
  name: z.string(),
  members: z.array(z.object({ user: person })),
});
export const workspaces = z.object({ teams: z.array(workspace) });

export const group = z.object({
  id: z.string(),
  name: z.string(),
  members: z.array(z.object({ id: z.number() })),
});
export type Group = z.output<typeof group>;
export const groups = z.object({ groups: z.array(group) });

const named = z.object({ id: z.string(), name: z.string() });
export const spaces = z.object({ spaces: z.array(named) });
export const listsOf = z.object({ lists: z.array(named) });
export const folders = z.object({ folders: z.array(named.extend({ lists: z.array(named) })) });
export const list = named.extend({
  statuses: z.array(z.object({ status: z.string(), type: z.string() })),
});

const hook = z.object({ id: z.string(), health: z.object({ status: z.string() }) });
export const hooks = z.object({ webhooks: z.array(hook) });
export const madeHook = z.object({ id: z.string(), webhook: z.object({ secret: z.string().min(1) }) });
