import * as z from 'zod';

const task = z.object({
  gid: z.string(),
  resource_type: z.literal('task'),
  resource_subtype: z.string(),
  name: z.string(),
  notes: z.string(),
  completed: z.boolean(),
  due_on: z.nullable(z.string()),
  start_on: z.nullable(z.string()),
  assignee: z.nullable(z.object({ gid: z.string() })),
  tags: z.array(z.object({ gid: z.string(), name: z.string() })),
  projects: z.array(z.object({ gid: z.string() })),
  /** Ids of chosen options by the id of their field. */
  custom: z.record(z.string(), z.nullable(z.string())).default({}),
  modified_at: z.string(),
  created_at: z.string(),
});
export type Task = z.output<typeof task>;
const team = z.object({ gid: z.string(), name: z.string(), description: z.string() });
export type Team = z.output<typeof team>;
const seat = z.object({
  ...{ gid: z.string(), team: z.string(), user: z.string(), is_admin: z.boolean(), is_guest: z.boolean() },
});
export type Seat = z.output<typeof seat>;
const entry = z.object({
  ...{ gid: z.string(), task: z.string(), created_by: z.string(), duration_minutes: z.number() },
  ...{ entered_on: z.string(), description: z.string(), billable_status: z.string() },
  ...{ approval_status: z.string(), created_at: z.string() },
});
export type Entry = z.output<typeof entry>;
const webhook = z.object({
  gid: z.string(),
  resource: z.string(),
  target: z.string(),
  secret: z.string(),
  active: z.boolean(),
  /** Types of resources that it tells of. */
  types: z.array(z.string()).default(['task']),
});
export type Webhook = z.output<typeof webhook>;
const user = z.object({ gid: z.string(), name: z.string(), email: z.string() });
export const stored = z.object({
  tasks: z.array(task),
  users: z.array(user),
  webhooks: z.array(webhook),
  ...{
    teams: z.array(team).default([]),
    seats: z.array(seat).default([]),
    entries: z.array(entry).default([]),
  },
  next: z.number(),
  oauth: z.unknown(),
});
export type Stored = z.output<typeof stored>;
export type User = z.output<typeof user>;

export interface SeedOptions {
  readonly tasks: number;
  readonly members: number;
  readonly dataFile?: string;
  readonly keepsTime?: boolean;
  readonly now: () => Date;
}
