import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { instant, json, pageQuery, pagination, resourceType } from './values.ts';

const readers = ['PLATFORM', 'WEB_STEWARD', 'BOARD_CHAIR'] as const;
const writers = ['PLATFORM'] as const;

export const recordView = z.object({
  id: z.string(),
  resourceType,
  version: z.int(),
  fields: z.record(z.string(), json),
  externalSyncEnabled: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
  updatedBy: z.object({ kind: z.enum(['britepool', 'integration', 'admin']), id: z.string() }),
  lastExternalSyncAt: z.optional(instant),
});

/** BritePool's own side: the platform writes its members, tasks, … through these. */
export const recordOperations = {
  /** Stands before the route of one record, which it looks like. */
  findOverlaps: operation({
    method: 'GET',
    path: '/api/records/participation/overlaps',
    summary: 'Time entries of one person that lie at the same time, whichever systems they came from',
    roles: readers,
    query: z.object({
      memberId: z.optional(z.string()),
      from: z.optional(instant),
      to: z.optional(instant),
    }),
    response: z.object({
      overlaps: z.array(
        z.object({
          memberId: z.string(),
          /** Ids of the two entries, the one that began first before. */
          first: z.string(),
          second: z.string(),
          minutes: z.number(),
        }),
      ),
      /** How many entries were compared. */
      entries: z.int(),
      /** `false` when not all were looked at: name a member or a shorter time. */
      complete: z.boolean(),
    }),
  }),
  listRecords: operation({
    method: 'GET',
    path: '/api/records/:resourceType',
    summary: 'Records of one kind, newest first',
    roles: readers,
    query: z.object(pageQuery),
    response: z.object({ records: z.array(recordView), pagination }),
  }),
  getRecord: operation({
    method: 'GET',
    path: '/api/records/:resourceType/:id',
    summary: 'One record',
    roles: readers,
    response: z.object({ record: recordView }),
  }),
  putRecord: operation({
    method: 'PUT',
    path: '/api/records/:resourceType/:id',
    summary: 'Create a record or change the fields given; `null` empties a field',
    roles: writers,
    body: z.strictObject({
      fields: z.record(z.string(), json),
      externalSyncEnabled: z.optional(z.boolean()),
      /** Version the change is based on; 0 to create only. Without it the newest version is changed. */
      version: z.optional(z.int()),
    }),
    response: z.object({ record: recordView }),
  }),
  deleteRecord: operation({
    method: 'DELETE',
    path: '/api/records/:resourceType/:id',
    summary: 'Delete a record',
    roles: writers,
    response: z.object({ success: z.literal(true) }),
  }),
} as const;
