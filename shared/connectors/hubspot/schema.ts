import * as z from 'zod';
import { planSetting } from '../../connector-kit/plans.ts';
import { isZone } from '../../domain/zoned.ts';
import { manifest } from './manifest.ts';

const number = (message: string) => z.string().regex(/^\d{1,20}$/, message);

export const settings = z.strictObject({
  portalId: number('Choose the account'),
  timeZone: z.string().refine(isZone, 'Give a time zone like Europe/Berlin'),
  ownerId: z.optional(number('Choose the owner from the list')),
  properties: z.optional(
    z.array(
      z
        .string()
        .regex(/^(contacts|companies|tasks|meetings)\.[a-z0-9_]{1,100}$/, 'Choose properties from the list'),
    ),
  ),
  webhooks: z.optional(z.enum(['on', 'off'], 'Choose whether an app sends webhooks')),
  plan: planSetting(manifest),
});
export type Settings = z.output<typeof settings>;

const paging = z.optional(z.object({ next: z.optional(z.object({ after: z.string() })) }));

/** Every value is a text or nothing. */
const properties = z.record(z.string(), z.nullable(z.string()));
export type Properties = z.output<typeof properties>;

export const object = z.object({
  id: z.string(),
  properties,
  updatedAt: z.iso.datetime(),
  archivedAt: z.nullish(z.iso.datetime()),
  associations: z.optional(
    z.record(z.string(), z.object({ results: z.array(z.object({ id: z.string() })), paging })),
  ),
});
export type HubSpotObject = z.output<typeof object>;
export const page = z.object({ results: z.array(object), paging });
export const found = z.object({
  total: z.number(),
  results: z.array(z.object({ id: z.string() })),
  paging,
});

/** One row of a batch that was refused; HubSpot promises none of these parts. */
const refusal = z.object({
  category: z.nullish(z.string()),
  message: z.nullish(z.string()),
});
export type Refusal = z.output<typeof refusal>;
/** A batch of which some rows were refused says so in a 207. */
export const batch = <Row extends z.ZodType>(row: Row) =>
  z.object({ results: z.array(row), errors: z.optional(z.array(refusal)) });
const id = z.union([z.string(), z.number()]).transform(String);
export const link = z.object({
  from: z.object({ id }),
  to: z.array(z.object({ toObjectId: id })),
  paging,
});

export const account = z.object({ portalId: id, timeZone: z.nullish(z.string()) });
export const owners = z.object({
  results: z.array(
    z.object({
      id,
      email: z.nullish(z.string()),
      firstName: z.nullish(z.string()),
      lastName: z.nullish(z.string()),
    }),
  ),
});
export const definitions = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.string(),
      fieldType: z.nullish(z.string()),
      hidden: z.nullish(z.boolean()),
      calculated: z.nullish(z.boolean()),
      modificationMetadata: z.nullish(z.object({ readOnlyValue: z.nullish(z.boolean()) })),
      options: z.nullish(
        z.array(z.object({ value: z.string(), label: z.string(), hidden: z.nullish(z.boolean()) })),
      ),
    }),
  ),
});

const event = z.object({
  eventId: id,
  subscriptionId: z.nullish(id),
  portalId: id,
  occurredAt: z.number(),
  subscriptionType: z.string(),
  objectId: z.nullish(id),
  objectTypeId: z.nullish(z.string()),
  primaryObjectId: z.nullish(id),
  newObjectId: z.nullish(id),
  mergedObjectIds: z.nullish(z.array(id)),
  associationType: z.nullish(z.string()),
  associationRemoved: z.nullish(z.boolean()),
  fromObjectId: z.nullish(id),
  fromObjectTypeId: z.nullish(z.string()),
  toObjectId: z.nullish(id),
  toObjectTypeId: z.nullish(z.string()),
});
export type Event = z.output<typeof event>;
export const delivery = z.array(event).max(1000);
