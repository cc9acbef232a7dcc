import * as z from 'zod/mini';
import { outcomes } from '../domain/change.ts';
import { conflictEvents } from '../domain/conflict.ts';
import { deletePolicies } from '../domain/delete-policy.ts';
import {
  authenticationTypes,
  conflictStatuses,
  conflictStrategies,
  integrationStatuses,
  integrationTypes,
  matchModes,
  mergeRules,
  syncDirections,
  syncFrequencies,
} from '../domain/integration.ts';
import { jobStatuses, jobTypes } from '../domain/job.ts';
import { pairPlaces } from '../domain/left-alone.ts';
import { mappingStatuses } from '../domain/mapping.ts';
import { reviewStatuses } from '../domain/match-review.ts';
import { dataTypes, resourceTypes } from '../domain/resources.ts';
import { syncOperations, syncStatuses } from '../domain/sync-log.ts';

export const integrationType = z.enum(integrationTypes);
export const integrationStatus = z.enum(integrationStatuses);
export const authenticationType = z.enum(authenticationTypes);
export const syncDirection = z.enum(syncDirections);
export const syncFrequency = z.enum(syncFrequencies);
export const conflictStrategy = z.enum(conflictStrategies);
export const conflictStatus = z.enum(conflictStatuses);
export const conflictEvent = z.enum(conflictEvents);
export const reviewStatus = z.enum(reviewStatuses);
export const matchMode = z.enum(matchModes);
export const mergeRule = z.enum(mergeRules);
export const deletePolicy = z.enum(deletePolicies, `Choose one of ${deletePolicies.join(', ')}`);
export const dataType = z.enum(dataTypes);
export const resourceType = z.enum(resourceTypes);
export const jobType = z.enum(jobTypes);
export const jobStatus = z.enum(jobStatuses);
export const mappingStatus = z.enum(mappingStatuses);
export const pairPlace = z.enum(pairPlaces);
export const syncOperation = z.enum(syncOperations);
export const syncStatus = z.enum(syncStatuses);
export const outcome = z.enum(outcomes);

/** ISO 8601 UTC with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 });

/** Any JSON value; depth and size are bounded before it is parsed. */
export const json = z.json();
export const jsonObject = z.record(z.string(), json);

const wholeNumber = (text: string) => /^\d{1,6}$/.test(text);

/** A whole number in a query string. */
export const count = z.pipe(
  z.string().check(z.refine(wholeNumber, 'Give a whole number')),
  z.transform((text: string) => Number(text)),
);

/** How many items a page holds at most. */
export const pageSize = z.pipe(
  count,
  z.int().check(z.minimum(1, 'At least 1'), z.maximum(200, 'At most 200')),
);

/** Page of a list: `limit` (1–200, default 50) with either `offset` or the opaque `cursor` of the page before. */
export const pageQuery = {
  limit: z.optional(pageSize),
  offset: z.optional(count),
  cursor: z.optional(z.string().check(z.maxLength(2000))),
};

export const pagination = z.object({
  limit: z.int(),
  offset: z.int(),
  /** Exact up to 1,000; beyond that the number known so far. */
  total: z.int(),
  hasMore: z.boolean(),
  cursor: z.optional(z.string()),
});
