import * as z from 'zod';

const moment = z.nullable(z.number());
export const task = z.object({
  ...{ id: z.string(), name: z.string(), content: z.string(), list: z.string(), status: z.string() },
  ...{ priority: moment, due_date: moment, start_date: moment, time_estimate: moment },
  ...{ assignees: z.array(z.number()), tags: z.array(z.string()), archived: z.boolean() },
  ...{ date_created: z.number(), date_updated: z.number() },
  /** As they are stored: a choice by its place, everything else as it was given. */
  custom: z.record(z.string(), z.json()),
});
export const entry = z.object({
  ...{ id: z.string(), task: z.nullable(z.string()), user: z.number(), billable: z.boolean() },
  ...{ start: z.number(), duration: z.number(), at: z.number(), description: z.string() },
  tags: z.array(z.object({ name: z.string(), tag_fg: z.string(), tag_bg: z.string() })),
});
export const user = z.object({
  ...{ id: z.number(), username: z.string(), email: z.string(), role: z.number() },
});
export const group = z.object({ id: z.string(), name: z.string(), members: z.array(z.number()) });
export const webhook = z.object({
  ...{ id: z.string(), endpoint: z.string(), events: z.array(z.string()), list_id: z.nullable(z.string()) },
  ...{ secret: z.string(), status: z.enum(['active', 'failing', 'suspended']), fail_count: z.number() },
});
export type Task = z.output<typeof task>;
export type Entry = z.output<typeof entry>;
export type User = z.output<typeof user>;
export type Group = z.output<typeof group>;
export type Webhook = z.output<typeof webhook>;
export interface SeedOptions {
  readonly tasks: number;
  readonly members: number;
  readonly dataFile?: string;
  readonly now: () => Date;
}
