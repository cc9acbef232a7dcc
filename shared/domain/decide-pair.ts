import type { Change, Outcome } from './change.ts';
import { type ConflictResolution, conflictAfter } from './conflict.ts';
import { explainPlan, waitingFields } from './explain-plan.ts';
import type { ExternalRecord } from './external.ts';
import type { Fault } from './fault.ts';
import type { FieldMappingSet } from './field-mapping.ts';
import { fieldRules } from './field-rules.ts';
import { externalFingerprint, localFingerprint } from './fingerprint.ts';
import { flowsIn, type Integration } from './integration.ts';
import { type IntegrationMapping, rememberDelivery } from './mapping.ts';
import { type Plan, reconcile } from './reconcile.ts';
import { type BritePoolRecord, draft, revise } from './record.ts';
import { logEntry, type SyncLog } from './sync-log.ts';
import { type Knowledge, type Translation, translateInward } from './translate.ts';
import type { Fields, Instant } from './values.ts';

/** Everything that is known about a pair when it is decided. */
export interface PairView {
  readonly integration: Integration;
  readonly fieldMapping: FieldMappingSet;
  readonly change: Change;
  readonly external: ExternalRecord;
  readonly mapping: IntegrationMapping | undefined;
  readonly record: BritePoolRecord | undefined;
  readonly knowledge: Knowledge;
  /** The conflict that the mapping names. */
  readonly conflict?: ConflictResolution;
  /** How far the vendor's clock is ahead of ours, and how sure that is, in milliseconds. */
  readonly clock: { readonly offsetMs: number; readonly uncertaintyMs: number };
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
      /** The conflict to store, where this look opened, changed or closed one. */
      readonly conflict?: ConflictResolution;
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
    clashes: clashesOf(view),
  });
}

/** The integration's strategy; a rule of the field mapping yields to one that the admin set on the integration. */
function clashesOf(view: PairView): NonNullable<Parameters<typeof reconcile>[0]['clashes']> {
  const { integration, fieldMapping, record, external, clock } = view;
  const mapped = fieldMapping.fields.flatMap(({ internalField, mergeRule }) =>
    mergeRule === undefined ? [] : [[internalField, mergeRule] as const],
  );
  return {
    strategy: integration.conflictStrategy,
    mergeRules: { ...Object.fromEntries(mapped), ...integration.customMergeRules },
    uncertaintyMs: clock.uncertaintyMs,
    localAt: (field) =>
      record !== undefined && Object.hasOwn(record.stamps, field) ? record.stamps[field]?.at : undefined,
    externalAt: externalTime(external.updatedAt, clock.offsetMs),
  };
}

const externalTime = (at: Instant | undefined, offsetMs: number): Instant | undefined =>
  at === undefined ? undefined : new Date(Date.parse(at) - offsetMs).toISOString();

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
  const conflict = conflictOf(view, mapping, record, plan, tools);
  const still = plan.base === mapping.base && next.lastExternalHash === mapping.lastExternalHash;
  const finishing = record.lastLogId === view.change.logId && !still;
  if (!writes && !pushes && still && conflict === undefined) return nothingToDo(view, mapping, plan, tools);
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
    mapping: withConflict(next, plan, conflict),
    ...(conflict === undefined ? {} : { conflict }),
    ...(writes || pushes || finishing || conflict !== undefined || wasAskedFor(view) ? { log } : {}),
    push: plan.externalChanges,
    local: after.fields,
  };
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

/** The mapping names its conflict as long as a field clashes. */
function withConflict(
  mapping: IntegrationMapping,
  plan: Plan,
  changed: ConflictResolution | undefined,
): IntegrationMapping {
  const { conflictId, ...rest } = mapping;
  const id = changed?.id ?? conflictId;
  return id === undefined || !plan.decisions.some(({ act }) => act === 'clash')
    ? rest
    : { ...rest, conflictId: id };
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

function pairLog(
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
