import * as z from 'zod';
import { record } from '../../connector-kit/parse.ts';
import { isZone } from '../../domain/zoned.ts';

const id = (message: string) => z.string().regex(/^[0-9a-f]{24}$/, message);

export const settings = z.strictObject({
  workspaceId: id('Choose the workspace'),
  projectIds: z.array(id('Choose projects from the list')).min(1, 'Choose at least one project'),
  timeZone: z.string().refine(isZone, 'Give a time zone like Europe/Berlin'),
});
export type Settings = z.output<typeof settings>;

/** An entity is kept whole; only what its stream relies on is demanded. */
const withId = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.intersection(record, z.object({ id: z.string(), ...shape }));

const interval = z.object({ start: z.iso.datetime(), end: z.nullish(z.iso.datetime()) });
export const customValue = z.object({ customFieldId: z.string(), value: z.json().optional() });
export const entry = withId({
  userId: z.string(),
  timeInterval: interval,
  description: z.nullish(z.string()),
  billable: z.nullish(z.boolean()),
  projectId: z.nullish(z.string()),
  taskId: z.nullish(z.string()),
  tagIds: z.nullish(z.array(z.string())),
  type: z.nullish(z.string()),
  customFieldValues: z.nullish(z.array(customValue)),
});
export type Entry = z.output<typeof entry>;

export const task = withId({
  name: z.string(),
  projectId: z.string(),
  status: z.string(),
  assigneeIds: z.nullish(z.array(z.string())),
  userGroupIds: z.nullish(z.array(z.string())),
  estimate: z.nullish(z.string()),
  billable: z.nullish(z.boolean()),
});
export type Task = z.output<typeof task>;

export const user = withId({
  memberships: z.nullish(
    z.array(z.object({ membershipType: z.string(), targetId: z.string(), membershipStatus: z.string() })),
  ),
  customFields: z.nullish(z.array(customValue)),
});
export type User = z.output<typeof user>;

export const group = withId({ name: z.string(), userIds: z.nullish(z.array(z.string())) });
export type Group = z.output<typeof group>;

export const me = z.object({
  id: z.string(),
  name: z.string(),
  settings: z.object({ timeZone: z.string() }),
});
export const named = z.array(z.object({ id: z.string(), name: z.string() }));
export const workspace = z.object({ id: z.string(), features: z.nullish(z.array(z.string())) });

export const customFields = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    status: z.nullish(z.string()),
    allowedValues: z.nullish(z.array(z.string())),
  }),
);
export const webhook = z.object({
  id: z.string(),
  authToken: z.string(),
  enabled: z.nullish(z.boolean()),
  deliveryEnabled: z.nullish(z.boolean()),
  planEnabled: z.nullish(z.boolean()),
});
/** A delivery is the entity itself, without an envelope. */
export const delivered = z.object({
  id: z.string(),
  projectId: z.nullish(z.string()),
  type: z.nullish(z.string()),
  userIds: z.nullish(z.array(z.string())),
});
