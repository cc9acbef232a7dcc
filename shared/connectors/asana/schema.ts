import * as z from 'zod';
import { record } from '../../connector-kit/parse.ts';
import { planSetting } from '../../connector-kit/plans.ts';
import { isPlainDate } from '../../domain/dates.ts';
import { customValue } from './custom-values.ts';
import { manifest } from './manifest.ts';

const gidOf = (what: string) => z.string().regex(/^\d+$/, `Give the number of the ${what}`);

export const settings = z.strictObject({
  workspaceGid: gidOf('workspace'),
  projectGids: z.array(gidOf('project')).min(1, 'Choose at least one project'),
  teamGids: z.array(gidOf('team')).optional(),
  startDate: z.string().refine(isPlainDate, 'Give a day like 2026-01-01').optional(),
  plan: planSetting(manifest),
});
export type Settings = z.output<typeof settings>;

/** An entity is kept whole; only what is relied on is demanded. */
const entity = z.intersection(record, z.object({ gid: z.string() }));
export const task = z.intersection(
  entity,
  z.object({ modified_at: z.iso.datetime().optional(), custom_fields: z.array(customValue).optional() }),
);
const pageOf = <Item>(item: z.ZodType<Item>) =>
  z.object({
    data: z.array(item),
    next_page: z.nullable(z.object({ offset: z.string() })).optional(),
  });
export const oneTask = z.object({ data: task });
export const tasks = pageOf(task);
/** A person may have custom fields of another shape, which nobody maps. */
export const onePerson = z.object({ data: entity });
export const people = pageOf(entity);

const reference = z.object({ gid: z.string() });
/** https://developers.asana.com/reference/teams */
export const team = z.object({ gid: z.string(), name: z.string(), description: z.string().nullish() });
export type Team = z.output<typeof team>;
export const oneTeam = z.object({ data: team });
export const teams = pageOf(team);
/** https://developers.asana.com/reference/team-memberships */
export const seat = z.object({
  ...{ gid: z.string(), team: reference, user: reference },
  ...{ is_admin: z.boolean().nullish(), is_guest: z.boolean().nullish() },
});
export type Seat = z.output<typeof seat>;
export const oneSeat = z.object({ data: seat });
export const seats = pageOf(seat);
/** https://developers.asana.com/reference/time-tracking-entries */
export const entry = z.object({
  ...{ gid: z.string(), duration_minutes: z.int(), entered_on: z.iso.date() },
  created_by: reference.nullable(),
  attributable_to: reference.nullish(),
  task: reference.nullish(),
  description: z.string().nullish(),
  billable_status: z.string().nullish(),
  approval_status: z.string().nullish(),
});
export type Entry = z.output<typeof entry>;
export const oneEntry = z.object({ data: entry });
export const entries = pageOf(entry);
export const me = z.object({
  data: z.object({ gid: z.string(), name: z.string(), workspaces: z.array(z.object({ gid: z.string() })) }),
});
export const createdWebhook = z.object({ data: z.object({ gid: z.string() }), 'X-Hook-Secret': z.string() });

export const oneWebhook = z.object({ data: z.object({ gid: z.string(), active: z.boolean() }) });
export const named = z.object({
  data: z.array(z.object({ gid: z.string(), name: z.string() })),
  next_page: z.nullable(z.object({ offset: z.string() })).optional(),
});

/** https://developers.asana.com/reference/custom-fields */
export const fieldSettings = z.object({
  data: z.array(
    z.object({
      custom_field: z.object({
        gid: z.string(),
        name: z.string(),
        resource_subtype: z.string(),
        is_formula_field: z.boolean().optional(),
        enum_options: z
          .array(z.object({ gid: z.string(), name: z.string(), enabled: z.boolean().optional() }))
          .optional(),
      }),
    }),
  ),
  next_page: z.nullable(z.object({ offset: z.string() })).optional(),
});

/** https://developers.asana.com/docs/webhooks-guide: events carry ids only. */
export const delivery = z.object({
  events: z.array(
    z.object({
      action: z.enum(['added', 'changed', 'deleted', 'removed', 'undeleted']),
      created_at: z.string(),
      resource: z.object({ gid: z.string(), resource_type: z.string() }),
      parent: z.nullable(z.object({ gid: z.string(), resource_type: z.string() })).optional(),
      change: z.object({ field: z.string() }).optional(),
    }),
  ),
});
