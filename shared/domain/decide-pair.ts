import type { Change, Outcome } from './change.ts';
import type { ExternalRecord } from './external.ts';
import type { Fault } from './fault.ts';
import type { FieldMappingSet } from './field-mapping.ts';
import { fieldRules } from './field-rules.ts';
import { externalFingerprint, localFingerprint } from './fingerprint.ts';
import { flowsIn, type Integration } from './integration.ts';
import { type IntegrationMapping, rememberDelivery } from './mapping.ts';
import { type FieldDecision, type Plan, reconcile } from './reconcile.ts';
import { type BritePoolRecord, draft, revise } from './record.ts';
import { type FieldExplanation, logEntry, type SyncLog } from './sync-log.ts';
import { type Knowledge, type Translation, translateInward } from './translate.ts';
import { type Fields, type Instant, sameValue } from './values.ts';

/** Everything that is known about a pair when it is decided. */
export interface PairView {
  readonly integration: Integration;
  readonly fieldMapping: FieldMappingSet;
  readonly change: Change;
  readonly external: ExternalRecord;
  readonly mapping: IntegrationMapping | undefined;
  readonly record: BritePoolRecord | undefined;
  readonly knowledge: Knowledge;
  /** Leaves an entry even when nobody asked for one: it replaces one that is not true any more. */
  readonly explainAnyway?: boolean;
}

export interface DecisionTools {
  readonly startedAt: Instant;
  readonly now: Instant;
  readonly hash: (text: string) => string;
  readonly newId: (prefix: string) => string;
}

/** What to write for one pair. `log` is absent where nothing happened that anyone asked about. */
export type PairStep =
  | { readonly kind: 'end'; readonly outcome: Outcome; readonly log?: SyncLog }
  | { readonly kind: 'reject'; readonly fault: Fault }
  | {
      readonly kind: 'create';
      readonly record: BritePoolRecord;
      readonly mapping: IntegrationMapping;
      readonly log: SyncLog;
    }
  | {
      readonly kind: 'update';
      readonly outcome: Outcome;
      readonly record?: BritePoolRecord;
      readonly mapping: IntegrationMapping;
      readonly log?: SyncLog;
      /** Canonical values that the external record is to get; empty when nothing flows out. */
      readonly push: Fields;
      /** Our values once `record` is written. */
      readonly local: Fields;
    };

/** Decides what one look at a pair leads to. Pure: reads the view, writes nothing. */
export function decidePair(view: PairView, tools: DecisionTools): PairStep {
  const translation = translateInward(
    view.fieldMapping,
    view.external.data,
    view.record?.fields ?? null,
    view.knowledge,
  );
  const [missing] = translation.missing;
  if (missing !== undefined) return { kind: 'reject', fault: missingValue(missing) };
  const plan = planFor(view, translation, tools);
  if (view.mapping === undefined) return createStep(view, plan, tools);
  if (view.record === undefined) return recordGone(view, view.mapping, tools);
  return updateStep(view, view.mapping, view.record, plan, tools);
}

const missingValue = (path: string): Fault => ({
  kind: 'rejected',
  message: `The external record has no value at "${path}", which this integration needs.`,
  pointer: `/${path.replaceAll('.', '/')}`,
});

function planFor(view: PairView, translation: Translation, tools: DecisionTools): Plan {
  return reconcile({
    resourceType: view.change.resourceType,
    rules: fieldRules(view.integration.syncDirection, view.fieldMapping),
    base: view.mapping?.base ?? {},
    local: view.record?.fields ?? null,
    external: translation.fields,
    held: translation.held,
    at: tools.now,
  });
}

function createStep(view: PairView, plan: Plan, tools: DecisionTools): PairStep {
  if (!flowsIn(view.integration.syncDirection)) {
    if (!wasAskedFor(view)) return { kind: 'end', outcome: 'unchanged' };
    return ending(view, { outcome: 'unchanged', resourceId: null, waiting: [] }, tools);
  }
  const { change, external, fieldMapping } = view;
  const identity = { resourceType: change.resourceType, id: tools.newId(change.resourceType.toLowerCase()) };
  const record = draft(identity, plan.localChanges, {
    at: tools.now,
    by: { kind: 'integration', id: change.integrationId },
    logId: change.logId,
  });
  const mapping: IntegrationMapping = {
    schemaVersion: 1,
    id: tools.newId('map'),
    version: 1,
    integrationId: change.integrationId,
    resourceType: change.resourceType,
    internalId: record.id,
    externalId: external.id,
    stream: change.stream,
    ...syncState(view, plan, record, tools),
    recentDeliveries: rememberDelivery([], rememberedKey(change)),
    fieldMappingVersion: fieldMapping.version,
    createdAt: tools.now,
  };
  return { kind: 'create', record, mapping, log: pairLog(view, plan, record.id, 'CREATE', tools) };
}

function updateStep(
  view: PairView,
  mapping: IntegrationMapping,
  record: BritePoolRecord,
  plan: Plan,
  tools: DecisionTools,
): PairStep {
  const writes = Object.keys(plan.localChanges).length > 0;
  const pushes = Object.keys(plan.externalChanges).length > 0;
  const after = writes ? { fields: { ...record.fields, ...plan.localChanges } } : record;
  const next: IntegrationMapping = {
    ...mapping,
    version: mapping.version + 1,
    ...syncState(view, plan, after, tools),
    recentDeliveries: rememberDelivery(mapping.recentDeliveries, rememberedKey(view.change)),
    fieldMappingVersion: view.fieldMapping.version,
  };
  const still = plan.base === mapping.base && next.lastExternalHash === mapping.lastExternalHash;
  const finishing = record.lastLogId === view.change.logId && !still;
  if (!writes && !pushes && still) return nothingToDo(view, mapping, plan, tools);
  const written = writes
    ? revise(record, plan.localChanges, {
        at: tools.now,
        by: { kind: 'integration', id: view.change.integrationId },
        logId: view.change.logId,
      })
    : undefined;
  const log = pairLog(view, plan, record.id, 'UPDATE', tools, finishing);
  return {
    kind: 'update',
    outcome: log.outcome,
    ...(written === undefined ? {} : { record: written }),
    mapping: next,
    ...(writes || pushes || finishing || wasAskedFor(view) ? { log } : {}),
    push: plan.externalChanges,
    local: after.fields,
  };
}

/** A poll has no delivery that could come twice; its key would only push real ones out of the list. */
const rememberedKey = (change: Change): string | undefined =>
  change.cause === 'poll' ? undefined : change.deliveryKey;

/** Polls see thousands of unchanged records; only what somebody sent or did gets an entry for "nothing to do". */
const wasAskedFor = ({ change, explainAnyway }: Pick<PairView, 'change' | 'explainAnyway'>): boolean =>
  explainAnyway === true || change.cause !== 'poll';

function nothingToDo(
  view: PairView,
  mapping: IntegrationMapping,
  plan: Plan,
  tools: DecisionTools,
): PairStep {
  const echo = mapping.lastPushedHash !== undefined && mapping.lastPushedHash === mapping.lastExternalHash;
  const outcome = plan.settled ? (echo ? 'echo' : 'unchanged') : 'held';
  const explained = view.record?.lastLogId === view.change.logId;
  if (explained || !wasAskedFor(view)) return { kind: 'end', outcome };
  return ending(view, { outcome, resourceId: mapping.internalId, waiting: waitingFields(plan) }, tools);
}

function recordGone(view: PairView, mapping: IntegrationMapping, tools: DecisionTools): PairStep {
  const waiting = [
    { field: '*', reason: 'the BritePool record was deleted: decide whether its pair goes or returns' },
  ];
  return ending(view, { outcome: 'held', resourceId: mapping.internalId, waiting }, tools);
}

/** Nothing is written but the entry that says so. */
function ending(
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

function syncState(view: PairView, plan: Plan, after: Pick<BritePoolRecord, 'fields'>, tools: DecisionTools) {
  const clash = plan.decisions.some((item) => item.act === 'clash');
  return {
    syncStatus: clash ? ('CONFLICT' as const) : ('SYNCED' as const),
    base: plan.base,
    lastExternalHash: plan.settled
      ? tools.hash(externalFingerprint(view.fieldMapping, view.external.data))
      : '',
    lastLocalHash: tools.hash(localFingerprint(view.fieldMapping, after.fields)),
    ...(view.external.updatedAt === undefined ? {} : { externalUpdatedAt: view.external.updatedAt }),
    lastSyncedAt: tools.now,
    updatedAt: tools.now,
  };
}

const waitingFields = (plan: Plan): SyncLog['waiting'] =>
  plan.decisions
    .filter((item) => item.act === 'hold' || item.act === 'clash')
    .map((item) => ({ field: item.field, reason: item.rule }));

function pairLog(
  view: PairView,
  plan: Plan,
  resourceId: string,
  operation: 'CREATE' | 'UPDATE',
  tools: DecisionTools,
  finishing = false,
): SyncLog {
  const changes = plan.decisions.flatMap((item) => explain(item, finishing));
  const waiting = waitingFields(plan);
  const clash = plan.decisions.some((item) => item.act === 'clash');
  const outcome =
    changes.length > 0 ? 'applied' : clash ? 'conflict' : waiting.length > 0 ? 'held' : 'unchanged';
  return logEntry(view.change, {
    outcome,
    ...(clash ? { status: 'CONFLICT_PENDING' } : waiting.length > 0 ? { status: 'PARTIAL_SUCCESS' } : {}),
    operation,
    resourceId,
    externalId: view.external.id,
    changes,
    waiting,
    fieldMappingVersion: view.fieldMapping.version,
    startedAt: tools.startedAt,
    at: tools.now,
  });
}

/**
 * `finishing`: an earlier try of this very change wrote the record and died before the mapping. What it changed is
 * then the difference between the base and what both sides now agree on.
 */
function explain(item: FieldDecision, finishing: boolean): readonly FieldExplanation[] {
  const { field, rule, result } = item;
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
