import * as z from 'zod';
import { record } from '../../connector-kit/parse.ts';
import { planSetting } from '../../connector-kit/plans.ts';
import { isPlainDate } from '../../domain/dates.ts';
import { isZone } from '../../domain/zoned.ts';
import { manifest } from './manifest.ts';

const number = (message: string) => z.string().regex(/^\d+$/, message);

export const settings = z.strictObject({
  workspaceId: number('Choose the workspace'),
  projectIds: z.array(number('Choose projects from the list')).min(1, 'Choose at least one project'),
  timeZone: z.string().refine(isZone, 'Give a time zone like Europe/Berlin'),
  startDate: z.string().refine(isPlainDate, 'Give a day like 2026-01-01'),
  plan: planSetting(manifest),
});
export type Settings = z.output<typeof settings>;

const moment = z.iso.datetime({ offset: true });
const maybeNumber = z.nullish(z.number());

export const entry = z.object({
  id: z.number(),
  workspace_id: z.number(),
  user_id: z.number(),
  project_id: maybeNumber,
  task_id: maybeNumber,
  description: z.nullish(z.string()),
  billable: z.nullish(z.boolean()),
  tag_ids: z.nullish(z.array(z.number())),
  start: moment,
  stop: z.nullish(moment),
  /** Seconds; below zero while the timer runs. */
  duration: z.number(),
  at: moment,
  server_deleted_at: z.nullish(z.string()),
});
export type Entry = z.output<typeof entry>;

/** A row of the report: what several entries have in common, and the entries. */
export const reportRows = z.array(
  z.object({
    user_id: z.number(),
    project_id: maybeNumber,
    task_id: maybeNumber,
    description: z.nullish(z.string()),
    billable: z.nullish(z.boolean()),
    tag_ids: z.nullish(z.array(z.number())),
    time_entries: z.array(
      z.object({ id: z.number(), seconds: z.number(), start: moment, stop: z.nullish(moment), at: moment }),
    ),
  }),
);
export type ReportRow = z.output<typeof reportRows>[number];

export const task = z.intersection(
  record,
  z.object({
    id: z.number(),
    name: z.string(),
    project_id: z.number(),
    active: z.boolean(),
    user_id: maybeNumber,
    estimated_seconds: maybeNumber,
    external_reference: z.nullish(z.string()),
    at: moment,
    server_deleted_at: z.nullish(z.string()),
  }),
);
export type Task = z.output<typeof task>;
/** An empty list of tasks is `null`; the count says whether it may be. */
export const taskPage = z
  .object({
    data: z.nullable(z.array(task)),
    page: z.number(),
    per_page: z.number(),
    total_count: z.number(),
  })
  .refine(({ data, total_count }) => data !== null || total_count === 0, 'tasks are counted but not there');

export const user = z.intersection(record, z.object({ id: z.number() }));

export const me = z.object({ id: z.number(), fullname: z.string(), timezone: z.string() });
export const workspace = z.object({ id: z.number(), admin: z.nullish(z.boolean()) });
export const named = z.array(z.object({ id: z.number(), name: z.string() }));

export const subscription = z.object({
  subscription_id: z.number(),
  enabled: z.boolean(),
  validated_at: z.nullish(z.string()),
});

/** https://engineering.toggl.com/docs/webhooks_start/, read 2026-11: the values of `metadata` are texts. */
export const event = z.object({
  event_id: z.number(),
  metadata: z.object({ action: z.string(), model: z.string() }),
  payload: z.object({ id: z.number(), project_id: maybeNumber, user_id: maybeNumber, at: z.nullish(moment) }),
});
export const ping = z.object({ payload: z.literal('ping'), validation_code: z.string().optional() });
