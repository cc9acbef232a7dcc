import type { Change } from './change.ts';
import { explainPlan } from './explain-plan.ts';
import type { DecisionTools, PairStep, PairView } from './pair-view.ts';
import type { Plan } from './reconcile.ts';
import { logEntry, type SyncLog } from './sync-log.ts';

/** A poll has no delivery that could come twice; its key would only push real ones out of the list. */
export const rememberedKey = (change: Change): string | undefined =>
  change.cause === 'poll' ? undefined : change.deliveryKey;

/**
 * Polls see thousands of unchanged records over there; only what somebody sent or did gets an entry for "nothing to do",
 * and what a run handed on of ours: it came through the queue, and whatever comes through it has its end in the log.
 */
export const wasAskedFor = ({ change, explainAnyway }: Pick<PairView, 'change' | 'explainAnyway'>): boolean =>
  explainAnyway === true || change.cause !== 'poll' || change.side === 'local';

/** Nothing is written but the entry that says so. */
export function ending(
  view: PairView,
  how: Pick<SyncLog, 'outcome' | 'resourceId' | 'waiting'>,
  tools: DecisionTools,
): PairStep {
  const log = logEntry(view.change, {
    ...how,
    operation: 'UPDATE',
    externalId: view.external.id,
    fieldMappingVersion: view.fieldMapping.version,
    startedAt: tools.startedAt,
    at: tools.now,
  });
  return { kind: 'end', outcome: how.outcome, log };
}

/** The entry that explains a plan field by field. */
export function pairLog(
  view: PairView,
  plan: Plan,
  resourceId: string,
  operation: 'CREATE' | 'UPDATE',
  tools: DecisionTools,
  finishing = false,
): SyncLog {
  return logEntry(view.change, {
    ...explainPlan(plan, finishing),
    operation,
    resourceId,
    externalId: view.external.id,
    fieldMappingVersion: view.fieldMapping.version,
    startedAt: tools.startedAt,
    at: tools.now,
  });
}
