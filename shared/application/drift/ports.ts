import type { DriftResult, DriftRound } from '../../domain/drift.ts';
import type { Instant } from '../../domain/values.ts';

/** The comparison of each integration that is going on or was the last, and what those before it came to. */
export interface DriftStore {
  /** As it is stored at this moment. */
  get(integrationId: string): Promise<DriftRound | undefined>;
  /** Those that exist, in any order. */
  getMany(integrationIds: readonly string[]): Promise<readonly DriftRound[]>;
  /** Writes the round if the stored one has `round.version - 1`. */
  put(round: DriftRound): Promise<'written' | 'stale'>;
  /** Keeps what a round came to for 90 days; the same round again replaces it. */
  keep(result: DriftResult): Promise<void>;
  /** Those that began at this time or later, newest first, at most 500. */
  history(integrationId: string, from: Instant): Promise<readonly DriftResult[]>;
}
