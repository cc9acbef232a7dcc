import type { Health, HealthFacts } from '../../domain/health.ts';
import type { HourFigures } from '../../domain/hour-figures.ts';
import type { Instant } from '../../domain/values.ts';

/** The last look at one integration. */
export interface HealthSnapshot {
  readonly schemaVersion: 1;
  readonly integrationId: string;
  readonly measuredAt: Instant;
  readonly facts: HealthFacts;
  /** As it was then; what the integration is like now is judged anew from the facts. */
  readonly health: Pick<Health, 'status' | 'score' | 'sentence'>;
}

/** Forgets by itself, 90 days after the last look. */
export interface HealthStore {
  /** The last look at each of these; those that were never looked at are left out. */
  snapshots(integrationIds: readonly string[]): Promise<readonly HealthSnapshot[]>;
  /** Keeps the last look and the figures of its hours; an hour that is there is replaced. */
  put(snapshot: HealthSnapshot, hours: readonly HourFigures[]): Promise<void>;
  /** The hours that begin within these bounds (both included), oldest first; hours without figures are left out. */
  hours(integrationId: string, from: Instant, to: Instant): Promise<readonly HourFigures[]>;
}
