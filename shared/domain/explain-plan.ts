import type { Outcome } from './change.ts';
import type { FieldDecision, Plan } from './reconcile.ts';
import type { FieldExplanation, SyncLog, SyncStatus } from './sync-log.ts';
import { type FieldValue, sameValue } from './values.ts';

/** What a log entry says of a plan: the outcome, the state of the sync, each change with its reason, what waits. */
export interface PlanExplanation {
  readonly outcome: Extract<Outcome, 'applied' | 'conflict' | 'held' | 'unchanged'>;
  readonly status?: SyncStatus;
  readonly changes: readonly FieldExplanation[];
  readonly waiting: SyncLog['waiting'];
}

/**
 * `finishing`: an earlier try of this very change wrote the record and died before the mapping. What it changed is
 * then the difference between the base and what both sides now agree on. Where two sides agree without it, each of
 * them had the edit, or a change died before it could tell: nothing is applied, but the value that went is named.
 */
export function explainPlan(plan: Plan, finishing = false): PlanExplanation {
  const told = plan.decisions.map((item) => ({ item, changes: explain(item, finishing) }));
  const changes = told.flatMap((each) => each.changes);
  const applied = told.some(
    ({ item, changes: [change] }) => change !== undefined && (finishing || !agreesByItself(item)),
  );
  const waiting = waitingFields(plan);
  const has = (test: (item: FieldDecision) => boolean) => plan.decisions.some(test);
  const clash = has((item) => item.act === 'clash');
  const outcome = applied ? 'applied' : clash ? 'conflict' : waiting.length > 0 ? 'held' : 'unchanged';
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

const agreesByItself = ({ act, between }: FieldDecision): boolean => act === 'agree' && between === undefined;

function explain(item: FieldDecision, finishing: boolean): readonly FieldExplanation[] {
  const { field, rule, base, local, external, result } = item;
  const told = { field, after: result, rule };
  if (item.between !== undefined) return [withAgreed(base, explainDecision(item, item.between))];
  const here = !sameValue(local, result);
  if (item.act === 'take')
    return here ? [withAgreed(base, { ...told, before: local, from: 'external' })] : [];
  if (item.act === 'merge' && here) return [withAgreed(base, { ...told, before: local, from: 'merge' })];
  if (item.act === 'push' || item.act === 'merge')
    return [withAgreed(base, { ...told, before: external, from: 'local' })];
  if (item.act !== 'agree' || sameValue(base, result)) return [];
  if (finishing)
    return [{ ...told, before: base, from: 'external', rule: 'changed in the external system only' }];
  return base === null ? [] : [{ ...told, before: base, from: 'merge' }];
}

/** What both sides last had goes without a trace where each of them has something else now. */
const withAgreed = (base: FieldValue, change: FieldExplanation): FieldExplanation =>
  base === null || [change.before, change.after].some((value) => sameValue(value, base))
    ? change
    : { ...change, agreed: base };

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
