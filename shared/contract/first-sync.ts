import * as z from 'zod/mini';
import { jobView } from './jobs.ts';
import { operation } from './operation.ts';
import { instant, json, pageQuery, pagination, resourceType, reviewStatus } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;

export const previewCounts = z.object({
  resourceType,
  looked: z.int(),
  alreadyLinked: z.int(),
  toLink: z.int(),
  toCreate: z.int(),
  /** A person has to say which of ours they are. */
  ambiguous: z.int(),
  /** A value that is needed is missing. */
  rejected: z.int(),
  leftAlone: z.int(),
});

export const reviewView = z.object({
  id: z.string(),
  version: z.int(),
  resourceType,
  externalId: z.string(),
  /** The external record in our words, as it was when the question arose. */
  fields: z.record(z.string(), json),
  /** Records that it could be, with what people call them. */
  candidates: z.array(z.object({ id: z.string(), title: z.optional(z.string()) })),
  reason: z.string(),
  status: reviewStatus,
  internalId: z.optional(z.string()),
  decidedBy: z.optional(z.string()),
  decidedAt: z.optional(instant),
  createdAt: instant,
});

export const firstSyncOperations = {
  previewFirstSync: operation({
    method: 'POST',
    path: '/api/admin/integrations/:id/first-sync/preview',
    summary: 'Count what a first sync would link, create, hold and refuse; writes nothing',
    roles: admins,
    body: z.strictObject({
      /** Of an answer that was not `done`: goes on from there. */
      cursor: z.optional(z.string().check(z.maxLength(8000))),
    }),
    response: z.object({ counts: z.array(previewCounts), done: z.boolean(), cursor: z.optional(z.string()) }),
  }),
  listReviews: operation({
    method: 'GET',
    path: '/api/admin/integrations/:id/reviews',
    summary: 'External records that could be more than one of ours, newest first',
    roles: admins,
    query: z.object({ status: z._default(reviewStatus, 'PENDING'), ...pageQuery }),
    response: z.object({ reviews: z.array(reviewView), pagination }),
  }),
  decideReview: operation({
    method: 'POST',
    path: '/api/admin/integrations/:id/reviews/:reviewId/decide',
    summary: 'Link an external record to one of ours, create it anew, or leave it out',
    roles: admins,
    body: z.discriminatedUnion('act', [
      z.strictObject({
        act: z.literal('link'),
        internalId: z.string().check(z.minLength(1, 'Choose a record')),
        version: z.optional(z.int()),
      }),
      z.strictObject({ act: z.literal('create'), version: z.optional(z.int()) }),
      z.strictObject({ act: z.literal('skip'), version: z.optional(z.int()) }),
    ]),
    response: z.object({
      success: z.literal(true),
      reviewId: z.string(),
      status: reviewStatus,
      /** The record of the pair that came of it. */
      internalId: z.optional(z.string()),
      /** Why it is not carried out yet; it is tried again. */
      waiting: z.optional(z.string()),
    }),
  }),
  pauseJob: operation({
    method: 'POST',
    path: '/api/admin/jobs/:jobId/pause',
    summary: 'Stop a run after the page it is at; it keeps its place',
    roles: admins,
    response: z.object({ success: z.literal(true), job: jobView }),
  }),
  resumeJob: operation({
    method: 'POST',
    path: '/api/admin/jobs/:jobId/resume',
    summary: 'Go on with a run that was stopped',
    roles: admins,
    response: z.object({ success: z.literal(true), job: jobView }),
  }),
} as const;
