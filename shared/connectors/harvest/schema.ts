import * as z from 'zod';
import { record } from '../../connector-kit/parse.ts';

const number = (message: string) => z.string().regex(/^\d+$/, message);

export const settings = z.strictObject({
  accountId: number('Choose the account'),
  projectId: number('Choose the project for new entries'),
  taskId: number('Choose the kind of work for new entries'),
});
export type Settings = z.output<typeof settings>;

/** An entity is kept whole; only what every stream relies on is demanded. */
export const entity = z.intersection(
  record,
  z.object({ id: z.number(), updated_at: z.iso.datetime({ offset: true }) }),
);
export type Entity = z.output<typeof entity>;

/** With a cursor, `page` and `next_page` are null on every page: only the link tells the way. */
const links = z.object({ next: z.nullable(z.url()) });
export const timeEntries = z.object({ time_entries: z.array(entity), total_entries: z.number(), links });
export const users = z.object({ users: z.array(entity), total_entries: z.number(), links });

export const me = z.object({
  first_name: z.string(),
  last_name: z.string(),
  access_roles: z.array(z.string()),
});
export const company = z.object({ name: z.string(), wants_timestamp_timers: z.boolean() });
export const accounts = z.object({
  accounts: z.array(z.object({ id: z.number(), name: z.string(), product: z.string() })),
});
export const projects = z.object({
  projects: z.array(
    z.object({ id: z.number(), name: z.string(), client: z.nullable(z.object({ name: z.string() })) }),
  ),
  links,
});
export const taskAssignments = z.object({
  task_assignments: z.array(z.object({ task: z.object({ id: z.number(), name: z.string() }) })),
  links,
});
