import type { ResourceType } from './resources.ts';
import type { Fields, Instant } from './values.ts';

export const reviewStatuses = ['PENDING', 'LINKED', 'CREATED', 'SKIPPED'] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

export type ReviewDecision =
  | { readonly act: 'link'; readonly internalId: string }
  | { readonly act: 'create' }
  | { readonly act: 'skip' };

/** An external record that could belong to more than one of ours: a person says which, or that it is new. */
export interface MatchReview {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly version: number;
  readonly integrationId: string;
  readonly resourceType: ResourceType;
  readonly stream: string;
  readonly externalId: string;
  /** The external record in our words, as it was when the question arose. */
  readonly fields: Fields;
  /** Our records that it could be. */
  readonly candidates: readonly string[];
  readonly reason: string;
  readonly status: ReviewStatus;
  /** Our record that it was linked to. */
  readonly internalId?: string;
  readonly decidedBy?: string;
  readonly decidedAt?: Instant;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

const statusAfter = { link: 'LINKED', create: 'CREATED', skip: 'SKIPPED' } as const;

/** The review one version on, decided. */
export function decidedReview(
  review: MatchReview,
  decision: ReviewDecision,
  by: string,
  at: Instant,
): MatchReview {
  const { internalId: _before, ...kept } = review;
  return {
    ...kept,
    version: review.version + 1,
    status: statusAfter[decision.act],
    ...(decision.act === 'link' ? { internalId: decision.internalId } : {}),
    decidedBy: by,
    decidedAt: at,
    updatedAt: at,
  };
}

/** What was decided, or `undefined` while nobody has. */
export function decisionOf(review: MatchReview | undefined): ReviewDecision | undefined {
  if (review?.status === 'CREATED') return { act: 'create' };
  if (review?.status === 'SKIPPED') return { act: 'skip' };
  return review?.status === 'LINKED' && review.internalId !== undefined
    ? { act: 'link', internalId: review.internalId }
    : undefined;
}
