import type { Change } from '../../domain/change.ts';
import type { PairClaim } from '../../domain/claim.ts';
import { elapsed } from '../../domain/dates.ts';
import { type Fault, FaultError, faultOf } from '../../domain/fault.ts';
import type { FieldMappingSet } from '../../domain/field-mapping.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import { type NotCreated, whyNotCreated } from '../../domain/may-create.ts';
import { type HeldField, sameField } from '../../domain/reconcile.ts';
import type { BritePoolRecord } from '../../domain/record.ts';
import { logEntry } from '../../domain/sync-log.ts';
import { fieldValue } from '../../domain/values.ts';
import { recordsInReview } from '../first-sync/in-review.ts';
import type { Ids, IntegrationStore, RecordStore, ReviewStore } from '../ports.ts';
import type { Ending } from './candidates.ts';
import { type CompleteDeps, completeClaim } from './complete-claim.ts';
import { fieldMappingOf, type SyncContext } from './context.ts';
import { findCreated } from './find-created.ts';
import { type Outward, type OutwardDeps, outward } from './outward.ts';
import { sendCreate } from './send-create.ts';

export interface CreateOutwardDeps extends CompleteDeps, OutwardDeps {
  readonly records: RecordStore;
  readonly integrations: IntegrationStore;
  readonly ids: Ids;
  readonly reviews: Pick<ReviewStore, 'list'>;
}

/**
 * A record of ours without a counterpart is created in the external system, exactly once. The claim is stored before
 * anything is sent, so that every later try knows that the record may exist already. Changes of one record come from
 * one FIFO group: no second worker is at the same claim, unless the record is made anew for a change over there, which
 * is waited for. `replaced`: the pair whose external record is gone.
 */
export async function createOutward(
  deps: CreateOutwardDeps,
  context: SyncContext,
  change: Change,
  replaced?: IntegrationMapping,
): Promise<Ending> {
  try {
    return await create(deps, context, change, replaced);
  } catch (error) {
    return { change, fault: faultOf(error) };
  }
}

async function create(
  deps: CreateOutwardDeps,
  context: SyncContext,
  change: Change,
  replaced: IntegrationMapping | undefined,
): Promise<Ending> {
  const { integrationId, resourceType } = change;
  const recordId = replaced?.internalId ?? change.recordId;
  const [record, earlier] = await Promise.all([
    deps.records.get(resourceType, recordId),
    deps.pairs.claimOf(integrationId, resourceType, recordId),
  ]);
  if (earlier !== undefined && mayBeUnderWay(deps, earlier)) throw new FaultError(underWay);
  const set = fieldMappingOf(context, resourceType);
  const found = earlier === undefined ? 'none' : await findCreated(deps, context, set, earlier);
  if (found === 'ambiguous') return end(deps, change, recordId, ambiguous);
  const edited = earlier !== undefined && wasEdited(set, record, earlier);
  if (earlier !== undefined && found !== 'none')
    return completeClaim(deps, context, {
      ...{ change, set, record, claim: earlier, edited },
      ...{ external: found, adopted: 'own' },
    });
  const reason = whyNotCreated(context.integration, record) ?? cannot(context, change, set);
  if (reason !== undefined || record === undefined) {
    if (earlier !== undefined) await deps.pairs.release(earlier);
    return end(deps, change, recordId, reason);
  }
  if (earlier === undefined && replaced === undefined) {
    await demandFirstImport(deps, context);
    const open = await recordsInReview(deps, integrationId);
    if (open.has(recordId)) return { change, outcome: 'held', later: inReview };
  }
  const { claim, held } =
    earlier === undefined
      ? await claimNow(deps, change, set, record, replaced)
      : { claim: earlier, held: [] };
  const made = await sendCreate(deps, context, set, claim);
  if (made === 'ambiguous') return end(deps, change, recordId, ambiguous);
  return completeClaim(deps, context, { change, set, record, claim, held, edited, ...made });
}

/**
 * Before the first import has ended nobody knows whether the other system has the record already; creating it then
 * would make a second one. The integration is read again, because the context may be older than the end of the import.
 */
async function demandFirstImport(deps: CreateOutwardDeps, { integration }: SyncContext): Promise<void> {
  if (integration.matchMode === 'CREATE_ONLY' || integration.lastSyncAt !== undefined) return;
  const now = await deps.integrations.get(integration.id);
  if (now?.lastSyncAt !== undefined) return;
  throw new FaultError({
    kind: 'unavailable',
    message: 'The first import has not ended: afterwards the record is linked or created over there.',
    retryAfterSeconds: 60,
  });
}

/** A function lives two minutes at most; whoever has not ended after this is dead. */
const longestLifeMs = 150_000;

const mayBeUnderWay = ({ clock }: CreateOutwardDeps, { recreates, claimedAt }: PairClaim): boolean =>
  recreates === true && elapsed(claimedAt, clock.now()) < longestLifeMs;

const underWay: Fault = {
  kind: 'unavailable',
  message: 'The record is being created over there once more; what was edited is compared afterwards.',
  retryAfterSeconds: 60,
};

const inReview: Fault = {
  kind: 'conflict',
  message:
    'It may be the counterpart of a record that is there already: answer the open question among the first matches; afterwards it is linked or created.',
};

const ambiguous: NotCreated = {
  outcome: 'held',
  reason:
    'a try to create it was cut off, and several records over there could be it: link the right one by hand',
};

async function claimNow(
  deps: CreateOutwardDeps,
  change: Change,
  set: FieldMappingSet,
  record: BritePoolRecord,
  replaced: IntegrationMapping | undefined,
): Promise<{ readonly claim: PairClaim; readonly held: readonly HeldField[] }> {
  const sending = await outward(
    deps,
    change.integrationId,
    set,
    outgoing(set, record),
    record.fields,
    record.id,
  );
  demandRequired(set, sending);
  const anew = replaced !== undefined && change.side === 'external' ? { recreates: true as const } : {};
  const claim = { ...claimFor(deps, change, record.id, sending), ...anew };
  const answer =
    replaced === undefined ? await deps.pairs.claim(claim) : await deps.pairs.reclaim(replaced, claim);
  if (answer !== 'claimed') throw new FaultError(madeMeanwhile);
  return { claim, held: sending.held };
}

const madeMeanwhile = {
  kind: 'conflict',
  message: 'Somebody else linked this record meanwhile; it is looked at again shortly.',
} as const;

function cannot({ system }: SyncContext, { stream }: Change, set: FieldMappingSet): NotCreated | undefined {
  if (!system.may(stream, 'create'))
    return { outcome: 'held', reason: `the other system does not let us create ${stream}` };
  return set.fields.some(({ direction }) => direction !== 'in')
    ? undefined
    : { outcome: 'held', reason: 'no field of this kind of record is mapped outward' };
}

/** Our values that are mapped outward; what is empty here is left to the vendor's own default. */
function outgoing(set: FieldMappingSet, record: BritePoolRecord) {
  const names = set.fields.filter(({ direction }) => direction !== 'in').map((rule) => rule.internalField);
  const values = names.map((name) => [name, fieldValue(record.fields, name)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

/** Whether somebody changed a value of ours since it was claimed; what could not be expressed there looks like it too. */
function wasEdited(set: FieldMappingSet, record: BritePoolRecord | undefined, { sent }: PairClaim): boolean {
  const now = record === undefined ? sent : outgoing(set, record);
  return Object.keys({ ...sent, ...now }).some(
    (field) => !sameField(set.resourceType, field, fieldValue(sent, field), fieldValue(now, field)),
  );
}

function demandRequired(set: FieldMappingSet, { sent, held }: Outward): void {
  const missing = set.fields.find(
    ({ required, direction, internalField }) =>
      required === true && direction !== 'in' && fieldValue(sent, internalField) === null,
  );
  if (missing === undefined) return;
  const { internalField } = missing;
  const why = held.find(({ field }) => field === internalField)?.reason ?? 'it is empty';
  throw new FaultError({
    kind: 'rejected',
    message: `The other system needs "${internalField}", and ${why}.`,
    pointer: `/fields/${internalField}`,
  });
}

function claimFor(deps: CreateOutwardDeps, change: Change, internalId: string, { sent }: Outward): PairClaim {
  const id = deps.ids.next('map');
  const { integrationId, resourceType, stream } = change;
  return {
    schemaVersion: 1,
    id,
    integrationId,
    resourceType,
    internalId,
    stream,
    syncStatus: 'PENDING_SYNC',
    idempotencyKey: id,
    sent,
    claimedAt: deps.clock.now(),
  };
}

async function end(
  deps: CompleteDeps,
  change: Change,
  resourceId: string,
  why: NotCreated | undefined,
): Promise<Ending> {
  const { outcome, reason } = why ?? { outcome: 'superseded', reason: '' };
  const at = deps.clock.now();
  const log = logEntry(change, {
    outcome,
    operation: change.kind === 'deleted' ? 'DELETE' : 'CREATE',
    resourceId,
    externalId: null,
    waiting: outcome === 'held' ? [{ field: '*', reason }] : [],
    startedAt: at,
    at,
  });
  await deps.logs.put([log]);
  return { change, outcome };
}
