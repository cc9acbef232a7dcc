import * as z from 'zod';
import { record } from '../../connector-kit/parse.ts';
import { isZone } from '../../domain/zoned.ts';

const id = (message: string) => z.string().regex(/^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/, message);

export const settings = z.strictObject({
  apiVersion: z.string().regex(/^\d{2,3}\.0$/, 'Choose the version of the API'),
  timeZone: z.string().refine(isZone, 'Give a time zone like Europe/Berlin'),
  contactRecordTypeId: id('Choose a record type of contacts').optional(),
  campaignType: z.string().min(1, 'Choose a type of campaigns').optional(),
  ownerId: id('Choose a user').optional(),
  keyFields: z
    .array(
      z
        .string()
        .regex(
          /^(Contact|Task|Event|Campaign|CampaignMember)\.[A-Za-z]\w*__c$/,
          'Choose a field that is offered',
        ),
    )
    .optional(),
});
export type Settings = z.output<typeof settings>;

/** A row is kept whole; only what every object has is demanded. */
export const row = z.intersection(
  record,
  z.object({ Id: z.string().length(18), SystemModstamp: z.string(), IsDeleted: z.boolean() }),
);
export type Row = z.output<typeof row>;

export const found = z.object({ done: z.boolean(), records: z.array(row) });
export const anyFound = z.object({
  records: z.array(z.object({ Id: z.string(), Name: z.string().nullish() })),
});

export const deletedFeed = z.object({ deletedRecords: z.array(z.object({ id: z.string().length(18) })) });

/** Every refusal of the REST API. https://developer.salesforce.com/docs/platform/api-rest/guide/errorcodes */
export const refusals = z.array(
  z.looseObject({
    errorCode: z.string(),
    message: z.string().optional(),
    fields: z.array(z.string()).nullish(),
  }),
);

/** https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-composite-post */
export const composite = z.object({
  compositeResponse: z.array(
    z.object({ body: z.json(), httpStatusCode: z.number(), referenceId: z.string() }),
  ),
});

export const versions = z.array(z.object({ label: z.string(), version: z.string() }));
export const userInfo = z.object({
  user_id: z.string().length(18),
  name: z.string(),
  zoneinfo: z.string().nullish(),
});

export const description = z.object({
  createable: z.boolean(),
  updateable: z.boolean(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.string(),
      length: z.number(),
      custom: z.boolean(),
      createable: z.boolean(),
      updateable: z.boolean(),
      filterable: z.boolean(),
      externalId: z.boolean(),
      picklistValues: z.array(
        z.object({ value: z.string(), label: z.nullable(z.string()), active: z.boolean() }),
      ),
    }),
  ),
  recordTypeInfos: z.array(
    z.object({
      recordTypeId: z.string(),
      name: z.string(),
      active: z.boolean(),
      available: z.boolean(),
      master: z.boolean(),
    }),
  ),
});
export type Description = z.output<typeof description>;
