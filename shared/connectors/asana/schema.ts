import * as z from 'zod';
import { record } from '../../connector-kit/parse.ts';
import { planSetting } from '../../connector-kit/plans.ts';
import { customValue } from './custom-values.ts';
import { manifest } from './manifest.ts';

export const settings = z.strictObject({
  workspaceGid: z.string().regex(/^\d+$/, 'Give the number of the workspace'),
  projectGids: z
    .array(z.string().regex(/^\d+$/, 'Give the number of the project'))
    .min(1, 'Choose at least one project'),
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
