import type { Outcome } from './change.ts';
import type { FieldDecision, Plan } from './reconcile.ts';
import type { FieldExplanation, SyncLog, SyncStatus } from './sync-log.ts';
import { sameValue } from './values.ts';

/** What a log entry says of a plan: the outcome, the state of the sync, each change with its reason, what waits. */
export interface PlanExplanation {
  readonly outcome: Extract<Outcome, 'applied' | 'conflict' | 'held' | 'unchanged'>;
  readonly status?: SyncStatus;
  readonly changes: readonly FieldExplanation[];
  readonly waiting: SyncLog['waiting'];
}

/**
 * `finishing`: an earlier try of this very change wrote the record and died before the mapping. What it changed is
 * then the difference between the base and what both sides now agree on.
 */
export function explainPlan(plan: Plan, finishing = false): PlanExplanation {
  const changes = plan.decisions.flatMap((item) => explain(item, finishing));
  const waiting = waitingFields(plan);
  const has = (test: (item: FieldDecision) => boolean) => plan.decisions.some(test);
  const clash = has((item) => item.act === 'clash');
  const outcome =
    changes.length > 0 ? 'applied' : clash ? 'conflict' : waiting.length > 0 ? 'held' : 'unchanged';
  const status: SyncStatus | undefined = clash
    ? 'CONFLICT_PENDING'
    : waiting.length > 0
      ? 'PARTIAL_SUCCESS'
      : has((item) => item.settledClash === true)
        ? 'CONFLICT_RESOLVED'
        : undefined;
  return { outcome, ...(status === undefined ? {} : { status }), changes, waiting };
}

export const waitingFields = (plan: Plan): SyncLog['waiting'] =>
  plan.decisions
    .filter((item) => item.act === 'hold' || item.act === 'clash')
    .map((item) => ({ field: item.field, reason: item.rule }));

function explain(item: FieldDecision, finishing: boolean): readonly FieldExplanation[] {
  const { field, rule, result } = item;
  if (item.between !== undefined) return [explainDecision(item, item.between)];
  if (item.act === 'take' || item.act === 'merge') {
    if (sameValue(item.local, result)) return [];
    return [
      { field, before: item.local, after: result, from: item.act === 'take' ? 'external' : 'merge', rule },
    ];
  }
  if (item.act === 'push') return [{ field, before: item.external, after: result, from: 'local', rule }];
  if (finishing && item.act === 'agree' && !sameValue(item.base, result)) {
    return [
      {
        field,
        before: item.base,
        after: result,
        from: 'external',
        rule: 'changed in the external system only',
      },
    ];
  }
  return [];
}

/** The same entry however often and however far the decision was carried out; what gave way is in it. */
function explainDecision(
  { field, rule, result, differing }: FieldDecision,
  { local, external }: NonNullable<FieldDecision['between']>,
): FieldExplanation {
  const told = { field, after: result, rule };
  if (sameValue(result, external)) return { ...told, before: local, from: 'external' };
  if (!sameValue(result, local)) return { ...told, before: local, from: 'merge', externalBefore: external };
  if (differing === undefined) return { ...told, before: external, from: 'local' };
  return { ...told, before: local, from: 'local', externalBefore: external };
}
