import type { Instant } from '../../domain/values.ts';

/** The digest that was sent last, or is being sent. */
export interface DigestState {
  readonly schemaVersion: 1;
  readonly version: number;
  /** End of the week that it tells of. */
  readonly week: Instant;
  /** Whoever claimed it and has not sent it minutes later died on it. */
  readonly claimedAt: Instant;
  readonly sentAt?: Instant;
}

export interface DigestStore {
  /** As it is stored at this moment; `undefined` before the first. */
  get(): Promise<DigestState | undefined>;
  /** Writes the state if the stored one has `state.version - 1`. */
  put(state: DigestState): Promise<'written' | 'stale'>;
}
