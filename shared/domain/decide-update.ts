import { afterTaking } from './bounce.ts';
import { type ConflictResolution, conflictAfter, staysNamed } from './conflict.ts';
import { waitingFields } from './explain-plan.ts';
import { type IntegrationMapping, rememberDelivery } from './mapping.ts';
import { ending, pairLog, rememberedKey, wasAskedFor } from './pair-log.ts';
import type { DecisionTools, PairStep, PairView } from './pair-view.ts';
import { externalTime, syncState } from './plan-pair.ts';
import { type Plan, takenFields } from './reconcile.ts';
import { type BritePoolRecord, revise } from './record.ts';
import type { Instant } from './values.ts';
import { wake, withRestored } from './wake.ts';

/** A pair whose two records exist: writes, pushes or explains why nothing moves. */
export function updateStep(
  view: PairView,
  known: IntegrationMapping,
  stored: BritePoolRecord,
  plan: Plan,
  tools: DecisionTools,
): PairStep {
  const { mapping, record, woken, unarchived } = wake(known, stored);
  const writes = Object.keys(plan.localChanges).length > 0 || unarchived;
  const pushes = Object.keys(plan.externalChanges).length > 0;
  const written = writes
    ? revise(record, plan.localChanges, {
        at: tools.now,
        by: { kind: 'integration', id: view.change.integrationId },
        logId: view.change.logId,
        taken: takenFields(plan),
      })
    : undefined;
  const after = written ?? record;
  const next: IntegrationMapping = {
    ...mapping,
    version: mapping.version + 1,
    ...syncState(view, plan, after, tools),
    recentDeliveries: rememberDelivery(mapping.recentDeliveries, rememberedKey(view.change)),
    fieldMappingVersion: view.fieldMapping.version,
    ...turnsAfter(mapping, Object.keys(plan.localChanges).length > 0, tools.now),
  };
  const conflict = conflictOf(view, mapping, record, plan, tools);
  const still = !woken && plan.base === mapping.base && next.lastExternalHash === mapping.lastExternalHash;
  const finishing = record.lastLogId === view.change.logId && !still;
  if (!writes && !pushes && still && conflict === undefined)
    return nothingToDo(view, mapping, record, plan, tools);
  const explained = pairLog(view, plan, record.id, 'UPDATE', tools, finishing);
  const log = unarchived ? withRestored(explained, stored.archivedAt ?? null) : explained;
  return {
    kind: 'update',
    outcome: log.outcome,
    ...(written === undefined ? {} : { record: written }),
    mapping: withConflict(next, plan, conflict ?? view.conflict),
    ...(conflict === undefined ? {} : { conflict }),
    ...(log.changes.length > 0 || finishing || conflict !== undefined || wasAskedFor(view) ? { log } : {}),
    push: plan.externalChanges,
    after,
  };
}

/** Most pairs have no turns to remember. */
function turnsAfter({ turns }: IntegrationMapping, takes: boolean, at: Instant) {
  return turns === undefined || !takes ? {} : { turns: afterTaking(turns, at) };
}

function conflictOf(
  view: PairView,
  mapping: IntegrationMapping,
  record: BritePoolRecord,
  plan: Plan,
  tools: DecisionTools,
): ConflictResolution | undefined {
  return conflictAfter(plan, {
    mapping,
    known: view.conflict,
    stamps: record.stamps,
    externalAt: externalTime(view.external.updatedAt, view.clock.offsetMs),
    at: tools.now,
    freshId: `conf_${tools.hash(`${mapping.id} ${mapping.version}`).slice(0, 24)}`,
  });
}

/** The mapping names its conflict as long as somebody has to decide it or a decision is not carried out. */
function withConflict(
  mapping: IntegrationMapping,
  plan: Plan,
  now: ConflictResolution | undefined,
): IntegrationMapping {
  const { conflictId: _before, ...rest } = mapping;
  return now === undefined || !staysNamed(plan, now) ? rest : { ...rest, conflictId: now.id };
}

function nothingToDo(
  view: PairView,
  mapping: IntegrationMapping,
  record: BritePoolRecord,
  plan: Plan,
  tools: DecisionTools,
): PairStep {
  const echo = mapping.lastPushedHash === mapping.lastExternalHash;
  const outcome = plan.settled ? (echo ? 'echo' : 'unchanged') : 'held';
  const explained = record.lastLogId === view.change.logId;
  if (explained || !wasAskedFor(view)) return { kind: 'end', outcome };
  return ending(view, { outcome, resourceId: mapping.internalId, waiting: waitingFields(plan) }, tools);
}
