import type { MatchReview, ReviewStatus } from '../../domain/match-review.ts';
import type { AuditEntry, Listing, PageRequest } from '../port-values.ts';

/** External records that wait for a person to say which of ours they are. */
export interface ReviewStore {
  get(id: string): Promise<MatchReview | undefined>;
  getMany(ids: readonly string[]): Promise<readonly MatchReview[]>;
  /** Newest first. */
  list(
    integrationId: string,
    filter: { readonly status?: ReviewStatus },
    page: PageRequest,
  ): Promise<Listing<MatchReview>>;
  /** Writes the review if the stored one has `review.version - 1`, or none exists for version 1. */
  put(review: MatchReview): Promise<'written' | 'stale'>;
  /** Writes a person's decision and its audit entry: both, or neither when the version has moved on. */
  act(review: MatchReview, entry: AuditEntry): Promise<'written' | 'stale'>;
  /** Answers how many there were. */
  removeAll(integrationId: string): Promise<number>;
}
