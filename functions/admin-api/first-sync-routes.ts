import type { ConflictDeps } from '../../shared/application/conflicts/deps.ts';
import { decideReview } from '../../shared/application/first-sync/decide-review.ts';
import { previewFirstSync } from '../../shared/application/first-sync/preview.ts';
import { pauseOrResume } from '../../shared/application/jobs/pause-job.ts';
import type { SyncContext } from '../../shared/application/sync/context.ts';
import type { firstSyncOperations } from '../../shared/contract/first-sync.ts';
import { faultOf } from '../../shared/domain/fault.ts';
import type { MatchReview } from '../../shared/domain/match-review.ts';
import { paged } from '../runtime/http/paging.ts';
import { accepted, refuse } from '../runtime/http/refusals.ts';
import type { RouteOutput, Routes } from '../runtime/http/serve.ts';
import { given } from './given.ts';
import { type ApiDeps, findIntegration } from './integration-routes.ts';
import { readCursor, writeCursor } from './preview-cursor.ts';
import { jobView } from './views.ts';

/** Leaves room for the last page before API Gateway gives up. */
const previewMilliseconds = 12_000;

type ReviewView = RouteOutput<(typeof firstSyncOperations)['listReviews']>['reviews'][number];

export function firstSyncRoutes(deps: ApiDeps & ConflictDeps): Routes<typeof firstSyncOperations> {
  return {
    async previewFirstSync({ params, body }) {
      const { name } = await findIntegration(deps, params.id);
      const before = readCursor(body.cursor);
      const now = await reaching(name, async () => {
        const context = await contextOf(deps, params.id);
        return previewFirstSync(deps, context, before, previewMilliseconds);
      });
      const done = now.next === undefined;
      return {
        counts: now.counts.map((item) => ({ ...item })),
        done,
        ...(done ? {} : { cursor: writeCursor(now) }),
      };
    },
    async listReviews({ params, query }) {
      await findIntegration(deps, params.id);
      const { status, ...page } = query;
      const found = await paged(
        page,
        (request) => deps.reviews.list(params.id, { status }, request),
        (review) => review,
      );
      return { reviews: await views(deps, found.items), pagination: found.pagination };
    },
    async decideReview({ params, body, caller }) {
      const review = await deps.reviews.get(params.reviewId);
      if (review?.integrationId !== params.id)
        return refuse({ refused: 'not-found', message: `There is no review "${params.reviewId}".` });
      const { version, ...decision } = body;
      const decided = accepted(await decideReview(deps, review.id, decision, caller.id, version));
      const { internalId, waiting } = decided;
      return {
        success: true,
        reviewId: review.id,
        status: decided.review.status,
        ...given({ internalId, waiting }),
      };
    },
    pauseJob: async ({ params, caller }) => ({
      success: true,
      job: jobView(accepted(await pauseOrResume(deps, params.jobId, 'pause', caller.id)).job),
    }),
    resumeJob: async ({ params, caller }) => ({
      success: true,
      job: jobView(accepted(await pauseOrResume(deps, params.jobId, 'resume', caller.id)).job),
    }),
  };
}

async function contextOf(deps: ConflictDeps, id: string): Promise<SyncContext> {
  const context = await deps.context(id);
  return context ?? refuse({ refused: 'not-found', message: `There is no integration "${id}".` });
}

/** What the vendor does not answer is told as such, not as our own failure. */
async function reaching<Result>(name: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    const fault = faultOf(error);
    if (fault.kind === 'bug') throw error;
    return refuse({ refused: 'unreachable', message: `"${name}" could not be read: ${fault.message}` });
  }
}

async function views(deps: Pick<ApiDeps, 'records'>, reviews: readonly MatchReview[]): Promise<ReviewView[]> {
  const keys = reviews.flatMap(({ resourceType: type, candidates }) =>
    candidates.map((id) => ({ type, id })),
  );
  const records = keys.length === 0 ? [] : await deps.records.getMany(keys);
  const titles = new Map(records.map(({ id, fields }) => [id, fields.title ?? fields.name]));
  return reviews.map((review) => {
    const {
      schemaVersion: _stored,
      integrationId: _known,
      stream: _inner,
      updatedAt: _same,
      ...shown
    } = review;
    const candidates = review.candidates.map((id) => {
      const title = titles.get(id);
      return typeof title === 'string' ? { id, title } : { id };
    });
    return { ...shown, fields: { ...review.fields }, candidates } as ReviewView;
  });
}
