import type { CountName } from '../../config/metrics.ts';
import type { Change, Outcome } from '../../domain/change.ts';
import { elapsed } from '../../domain/dates.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { Clock } from '../ports.ts';

export interface NoteDeps {
  readonly logger: Logger;
  readonly clock: Clock;
  /** Absent where nobody counts. */
  readonly metrics?: Metrics | undefined;
}

export const countOf: { readonly [outcome in Outcome]: CountName } = {
  applied: 'Applied',
  unchanged: 'Unchanged',
  echo: 'Echo',
  duplicate: 'Duplicate',
  superseded: 'Superseded',
  held: 'Held',
  conflict: 'Conflict',
  rejected: 'Rejected',
  dead: 'Dead',
};

/** Tells operators how a change ended, and how long that took. What an admin or a retry brought up again says nothing of our haste. */
export function noteEnd({ logger, metrics, clock }: NoteDeps, change: Change, outcome: Outcome): void {
  const { integrationId, logId, jobId, resourceType, side, cause } = change;
  const lagMs = Math.max(0, elapsed(change.receivedAt, clock.now()));
  logger.info('a change ended', {
    ...{ correlationId: logId, integrationId, logId, jobId, resourceType, side, cause, outcome, lagMs },
  });
  metrics?.count('Ended', 1, { integrationId });
  metrics?.count(countOf[outcome], 1, { integrationId });
  if (outcome === 'applied' && (cause === 'webhook' || cause === 'edit'))
    metrics?.time('LagMs', lagMs, { integrationId });
}
