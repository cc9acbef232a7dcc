import { amendLog } from '../../domain/amend-log.ts';
import type { Change } from '../../domain/change.ts';
import type { PairClaim } from '../../domain/claim.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import type { Fault } from '../../domain/fault.ts';
import type { FieldMappingSet } from '../../domain/field-mapping.ts';
import { localFingerprint } from '../../domain/fingerprint.ts';
import { type IntegrationMapping, rememberDelivery } from '../../domain/mapping.ts';
import type { HeldField } from '../../domain/reconcile.ts';
import type { BritePoolRecord } from '../../domain/record.ts';
import { type FieldExplanation, logEntry, type SyncLog } from '../../domain/sync-log.ts';
import { fieldValue } from '../../domain/values.ts';
import type { LogStore, RecordStore } from '../ports.ts';
import type { Ending } from './candidates.ts';
import type { SyncContext } from './context.ts';
import { followAnswer } from './follow-answer.ts';
import { type AnswerDeps, type AnswerReading, readAnswer } from './read-answer.ts';

export interface CompleteDeps extends AnswerDeps {
  readonly records: RecordStore;
  readonly logs: LogStore;
}

/** A claim whose external record is known: just made, or found (`adopted`). */
export interface Completion {
  readonly change: Change;
  readonly set: FieldMappingSet;
  readonly claim: PairClaim;
  readonly record: BritePoolRecord | undefined;
  readonly external: ExternalRecord;
  readonly adopted?: 'own' | 'foreign';
  readonly held?: readonly HeldField[];
  /** Ours was edited after an earlier try claimed the pair: what was sent is older than what is to be there. */
  readonly edited?: boolean;
}

const pairedElsewhere: Fault = {
  kind: 'rejected',
  message:
    'The record over there is linked to another BritePool record already: decide which of the two stays.',
};
const deletedMeanwhile: Fault = {
  kind: 'conflict',
  message: 'The record was deleted here while it was created there; the pair is looked at again.',
};
/** Linked to a record that was there before and holds other values: both sides are compared next. */
const compares = ({ adopted }: Completion, { settled }: AnswerReading): boolean =>
  adopted === 'foreign' && !settled;
const toCompare: Fault = {
  kind: 'conflict',
  message: 'It was there already and is linked now; what differs is compared next.',
};
const toSend: Fault = {
  kind: 'conflict',
  message: 'It was created with the values of the first try; what was edited since is sent next.',
};
const movedOn: Fault = { kind: 'conflict', message: 'The pair was made meanwhile; it is looked at again.' };

/**
 * Turns the claim into the pair: our record takes the vendor's form, the entry explains, the mapping commits. A death
 * in between leaves the claim, and the next try finds the same external record.
 */
export async function completeClaim(
  deps: CompleteDeps,
  context: SyncContext,
  completion: Completion,
): Promise<Ending> {
  const { change, set, claim, record, external, adopted } = completion;
  const local = record?.fields ?? {};
  const view = { base: {}, sent: claim.sent, local, ...(adopted === undefined ? {} : { adopted }) };
  const reading = await readAnswer(deps, context, set, external, view);
  await deps.logs.put([await entryToWrite(deps, completion, reading)]);
  const followed =
    record === undefined ? 'written' : await followAnswer(deps, change, record, reading.follow);
  const mapping = mappingFor(deps, completion, reading, followed === 'written');
  const answer = await deps.pairs.complete(claim, mapping);
  if (answer === 'linked' && record === undefined) return { change, fault: deletedMeanwhile };
  if (answer === 'linked' && compares(completion, reading)) return { change, fault: toCompare };
  if (answer === 'linked' && completion.edited === true) return { change, fault: toSend };
  if (answer === 'linked') return { change, outcome: 'applied' };
  return { change, fault: answer === 'exists' ? pairedElsewhere : movedOn };
}

/** Written before what it tells, and with what an earlier try told: a death leaves nothing untold. */
async function entryToWrite(
  deps: CompleteDeps,
  completion: Completion,
  reading: AnswerReading,
): Promise<SyncLog> {
  const entry = entryFor(deps, completion, reading);
  const known = completion.adopted ? await deps.logs.get(entry.id) : undefined;
  return known === undefined ? entry : amendLog(known, entry);
}

function mappingFor(
  deps: CompleteDeps,
  completion: Completion,
  reading: AnswerReading,
  followed: boolean,
): IntegrationMapping {
  const { change, set, claim, record, external, held = [], edited } = completion;
  const now = deps.clock.now();
  const comesBack = edited === true || compares(completion, reading);
  const { integrationId, resourceType, internalId, stream } = claim;
  const after = { ...record?.fields, ...reading.follow };
  const settled = followed && held.length === 0 && record !== undefined;
  return {
    schemaVersion: 1,
    id: claim.id,
    version: 1,
    ...{ integrationId, resourceType, internalId, stream },
    externalId: external.id,
    syncStatus: 'SYNCED',
    ...reading.seen,
    ...(settled ? {} : { lastExternalHash: '' }),
    lastLocalHash: deps.hasher.hash(localFingerprint(set, after)),
    recentDeliveries: comesBack ? [] : rememberDelivery([], change.deliveryKey),
    fieldMappingVersion: set.version,
    lastSyncedAt: now,
    createdAt: now,
    updatedAt: now,
  };
}

function entryFor(
  deps: CompleteDeps,
  { change, set, claim, external, held = [] }: Completion,
  reading: AnswerReading,
) {
  const at = deps.clock.now();
  const sent = Object.keys(claim.sent).map(
    (field): FieldExplanation => ({
      ...{ field, before: null, after: fieldValue(claim.sent, field), from: 'local' },
      rule: 'new in the external system',
    }),
  );
  return logEntry(change, {
    outcome: 'applied',
    ...(held.length > 0 ? { status: 'PARTIAL_SUCCESS' as const } : {}),
    operation: 'CREATE',
    resourceId: claim.internalId,
    externalId: external.id,
    changes: [...sent, ...reading.notes],
    waiting: held.map(({ field, reason }) => ({ field, reason })),
    fieldMappingVersion: set.version,
    startedAt: claim.claimedAt,
    at,
  });
}
