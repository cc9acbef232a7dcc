import type { DeleteSample } from '../../domain/delete-brake.ts';
import { withoutPush } from '../../domain/explain-push.ts';
import { type Fault, faultOf } from '../../domain/fault.ts';
import type { PartStep } from '../../domain/pair-view.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { ConflictStore, LogStore, RecordStore } from '../ports.ts';
import { type Attempt, type Decided, ended } from './candidates.ts';
import type { SyncContext } from './context.ts';
import { type BrakeDeps, brakeDeletes, isDecided, joinApproval } from './delete-brake.ts';
import { lostAfterActing, tell } from './told.ts';

export interface PartDeps extends BrakeDeps {
  readonly conflicts: ConflictStore;
  readonly records: RecordStore;
  readonly logs: LogStore;
}

type Part = Decided<PartStep>;

/**
 * Carries out what follows from deletions, unless there are too many: then all of the batch wait for an admin. The
 * entry is written first and the mapping last, so that a death in between is finished by the next try.
 */
export async function partPairs(
  deps: PartDeps,
  context: SyncContext,
  parts: readonly Part[],
): Promise<readonly Attempt[]> {
  if (parts.length === 0) return [];
  try {
    const integrationId = context.integration.id;
    const braked = parts.filter(({ step }) => step.braked);
    const { passed, approvalId } = await brakeDeletes(deps, integrationId, braked.map(sampleOf));
    return await mapConcurrently(parts, 10, (item) => {
      const stopped = item.step.braked && !passed.has(item.step.mapping.id);
      if (stopped && approvalId !== undefined) return wait(deps, item, approvalId);
      return item.step.action === 'ask' ? ask(deps, integrationId, item) : carryOut(deps, context, item);
    });
  } catch (error) {
    return parts.map(({ candidate }) => ended(candidate, { fault: faultOf(error) }));
  }
}

const sideOf = ({ candidate: { change } }: Part): DeleteSample['side'] =>
  change.side === 'local' && change.kind === 'deleted' ? 'local' : 'external';

const sampleOf = (item: Part): DeleteSample => {
  const { id, resourceType, internalId, externalId } = item.step.mapping;
  return { mappingId: id, resourceType, internalId, externalId, side: sideOf(item) };
};

/** One record, by its policy: an approval of its own. */
async function ask(deps: PartDeps, integrationId: string, item: Part): Promise<Attempt> {
  // One deletion asks once, though the pair was written meanwhile and is looked at again.
  const asked = `${item.step.mapping.id} ${item.candidate.change.logId}`;
  const approvalId = `del_${deps.hasher.hash(asked).slice(0, 24)}`;
  const reason = 'this kind of record asks before a deletion is carried out';
  await joinApproval(deps, integrationId, approvalId, reason, [sampleOf(item)]);
  return wait(deps, item, approvalId);
}

async function wait(deps: PartDeps, item: Part, approvalId: string): Promise<Attempt> {
  const reason = 'an admin decides whether this deletion is carried out';
  const waiting = [{ field: '*', reason }];
  const log = { ...item.step.log, outcome: 'held', status: 'PARTIAL_SUCCESS', changes: [], waiting } as const;
  await deps.logs.put([log]);
  const awaiting = { approvalId, side: sideOf(item) };
  const { parted: _notYet, ...rest } = item.step.mapping;
  const mapping = { ...item.candidate.mapping, ...rest };
  const answer = await deps.pairs.put({
    ...mapping,
    syncStatus: 'PENDING_SYNC',
    awaiting,
    lastExternalHash: '',
  });
  if (answer !== 'written') return { candidate: item.candidate, lostRace: true };
  // Whoever decided before this was written told all who waited then, and not this one.
  return isDecided(await deps.approvals.get(approvalId))
    ? ended(item.candidate, { fault: decidedMeanwhile })
    : ended(item.candidate, { outcome: 'held' });
}

const decidedMeanwhile: Fault = {
  kind: 'conflict',
  message: 'An admin decided meanwhile; the pair is looked at again.',
};

async function carryOut(deps: PartDeps, context: SyncContext, item: Part): Promise<Attempt> {
  const { candidate, step } = item;
  try {
    await writeLog(deps, item);
    if ((await changeOurs(deps, step)) === 'stale') return { candidate, lostRace: true };
    if (step.action === 'delete-there') await deleteThere(deps, context, step);
    if (step.conflict !== undefined && (await deps.conflicts.put(step.conflict)) === 'stale')
      return lostAfterActing(deps.logs, candidate);
    const answer = await deps.pairs.put(step.mapping);
    return answer === 'written'
      ? ended(candidate, { outcome: step.log.outcome })
      : lostAfterActing(deps.logs, candidate);
  } catch (error) {
    return ended(candidate, { fault: faultOf(error) });
  }
}

/** A look that finds nothing left to do may follow one that died after its act: the entry that tells the act stands. */
async function writeLog(deps: PartDeps, { candidate, step }: Part): Promise<void> {
  const quiet = step.log.outcome !== 'applied' && candidate.again !== true;
  const known = quiet ? await deps.logs.get(step.log.id) : undefined;
  if (known?.outcome !== 'applied') await deps.logs.put([tell(candidate, step.log)]);
}

async function changeOurs(deps: PartDeps, { action, record }: PartStep): Promise<'written' | 'stale'> {
  if (record === undefined) return 'written';
  if (action === 'archive') return deps.records.put(record);
  const answer = await deps.records.remove(record.resourceType, record.id, record.version);
  return answer === 'removed' ? 'written' : 'stale';
}

async function deleteThere(
  deps: PartDeps,
  { system }: SyncContext,
  { mapping, log }: PartStep,
): Promise<void> {
  try {
    await system.delete(mapping.stream, mapping.externalId);
  } catch (error) {
    await deps.logs.put([withoutPush(log, faultOf(error))]);
    throw error;
  }
}
