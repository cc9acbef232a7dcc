import type { ConflictResolution } from '../../domain/conflict.ts';
import { decideGoneThere } from '../../domain/decide-deletion.ts';
import { decidePair } from '../../domain/decide-pair.ts';
import type { DeleteApproval } from '../../domain/delete-brake.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { type Fault, faultOf } from '../../domain/fault.ts';
import type { DecisionTools, PairStep, PairView } from '../../domain/pair-view.ts';
import type { BritePoolRecord } from '../../domain/record.ts';
import type { ResourceType } from '../../domain/resources.ts';
import { logEntry, type SyncLog } from '../../domain/sync-log.ts';
import { mapConcurrently, together } from '../concurrency.ts';
import { meetNewcomers } from '../first-sync/meet-newcomers.ts';
import type { ReviewStore } from '../first-sync/ports.ts';
import type {
  Clock,
  ConflictStore,
  DeleteApprovals,
  Hasher,
  Ids,
  IntegrationStore,
  LogStore,
  PairStore,
  RecordStore,
} from '../ports.ts';
import { type Attempt, type Candidate, type Decided, type Ending, ended } from './candidates.ts';
import { fieldMappingOf, type SyncContext } from './context.ts';
import { createPairs } from './create-pairs.ts';
import { inwardKnowledge, type KnowledgeDeps } from './knowledge.ts';
import { isOutdated, lookAgain } from './look-again.ts';
import { partPairs } from './part-pairs.ts';
import { recreatePairs } from './recreate-pairs.ts';
import { restPairs } from './rest-pairs.ts';
import { tell, tellsOfChanges } from './told.ts';
import { updatePairs } from './update-pairs.ts';

export interface SyncDeps extends KnowledgeDeps {
  readonly integrations: IntegrationStore;
  readonly approvals: DeleteApprovals;
  readonly records: RecordStore;
  readonly pairs: PairStore;
  readonly logs: LogStore;
  readonly conflicts: ConflictStore;
  readonly reviews: ReviewStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hasher: Hasher;
}

/**
 * Looks at each pair as both sides are now and writes what follows, a batch at a time: one read for all records,
 * one transaction for many new pairs, log entries together. Who loses a race looks at both sides again, once.
 */
export async function syncPairs(
  deps: SyncDeps,
  context: SyncContext,
  candidates: readonly Candidate[],
): Promise<readonly Ending[]> {
  const outdated = await lookAgain(deps.pairs, context, candidates.filter(isOutdated));
  const current = candidates.filter((candidate) => !isOutdated(candidate));
  const first = await decideAndWrite(deps, context, [...current, ...outdated.candidates]);
  const lost = first.filter((ending) => 'lostRace' in ending).map(({ candidate }) => candidate);
  const now = await lookAgain(deps.pairs, context, lost);
  const again = now.candidates.map((candidate) => ({ ...candidate, again: true as const }));
  const second = again.length === 0 ? [] : await decideAndWrite(deps, context, again);
  await explainLost(deps, second);
  const settled = first.filter((ending) => !('lostRace' in ending));
  return [...outdated.failed, ...settled, ...now.failed, ...second].map((item) =>
    'lostRace' in item ? lostTwice(item.candidate) : item.ending,
  );
}

const keptChanging: Fault = {
  kind: 'conflict',
  message: 'Somebody else kept changing this record; it is tried again shortly.',
};
const lostTwice = (candidate: Candidate): Ending => ({ change: candidate.change, fault: keptChanging });

/** Replaces the entries of writes that did not happen. */
async function explainLost(deps: SyncDeps, attempts: readonly Attempt[]): Promise<void> {
  const at = deps.clock.now();
  const lost = attempts.filter((attempt) => 'lostRace' in attempt);
  await deps.logs.put(
    lost.map(({ candidate }) => {
      const { change, mapping } = candidate;
      const entry = logEntry(change, {
        outcome: 'held',
        operation: 'UPDATE',
        resourceId: mapping?.internalId ?? null,
        externalId: mapping?.externalId ?? null,
        fault: keptChanging,
        startedAt: at,
        at,
      });
      return tell(candidate, entry);
    }),
  );
}

async function decideAndWrite(
  deps: SyncDeps,
  context: SyncContext,
  candidates: readonly Candidate[],
): Promise<readonly Attempt[]> {
  const {
    strangers: decided,
    linked,
    attempts,
  } = await meetNewcomers(deps, context, await decideAll(deps, context, candidates));
  const met = linked.length === 0 ? [] : await decideAndWrite(deps, context, linked);
  const of = <Kind extends PairStep['kind']>(kind: Kind) =>
    decided.filter((item): item is Decided<Extract<PairStep, { kind: Kind }>> => item.step.kind === kind);
  const ends = of('end');
  const [created, updated, parted, recreated, rested] = await together([
    createPairs(deps, of('create')),
    updatePairs(deps, context, of('update')),
    partPairs(deps, context, of('part')),
    recreatePairs(deps, context, of('recreate')),
    restPairs(deps, of('rest')),
    writeEndings(deps.logs, ends),
  ]);
  return [
    ...attempts,
    ...met,
    ...ends.map(({ candidate, step }) => ended(candidate, { outcome: step.outcome })),
    ...of('reject').map(({ candidate, step }) => ended(candidate, { fault: step.fault })),
    ...created,
    ...updated,
    ...parted,
    ...recreated,
    ...rested,
  ];
}

/** "Nothing to do" may come after the same change went through: the entry that tells what it changed stands. */
async function writeEndings(
  logs: LogStore,
  ends: readonly Decided<Extract<PairStep, { kind: 'end' }>>[],
): Promise<void> {
  const entries = await mapConcurrently(
    ends,
    10,
    async ({ candidate, step: { log } }): Promise<SyncLog[]> => {
      if (log === undefined) return [];
      if (candidate.told !== undefined || candidate.again === true) return [tell(candidate, log)];
      const known = await logs.get(log.id);
      return known !== undefined && tellsOfChanges(known) ? [] : [log];
    },
  );
  await logs.put(entries.flat());
}

async function decideAll(
  deps: SyncDeps,
  context: SyncContext,
  candidates: readonly Candidate[],
): Promise<readonly Decided[]> {
  const startedAt = deps.clock.now();
  const tools: DecisionTools = {
    startedAt,
    now: startedAt,
    hash: (text) => deps.hasher.hash(text),
    newId: (prefix) => deps.ids.next(prefix),
  };
  const records = await readRecords(deps.records, candidates);
  const types = [...new Set(candidates.map(({ change }) => change.resourceType))];
  const perType = await Promise.all(
    types.map((type) =>
      decideType(
        deps,
        context,
        type,
        candidates.filter(({ change }) => change.resourceType === type),
        records,
        tools,
      ),
    ),
  );
  return perType.flat();
}

async function decideType(
  deps: SyncDeps,
  context: SyncContext,
  type: ResourceType,
  candidates: readonly Candidate[],
  records: ReadonlyMap<string, BritePoolRecord>,
  tools: DecisionTools,
): Promise<readonly Decided[]> {
  try {
    const fieldMapping = fieldMappingOf(context, type);
    const present = candidates.flatMap(({ external }): ExternalRecord[] =>
      external === 'gone' ? [] : [external],
    );
    const newcomers = candidates.some(
      ({ mapping, external }) => mapping === undefined && external !== 'gone',
    );
    const [knowledgeOf, conflicts, approvals, claims] = await Promise.all([
      inwardKnowledge(deps, context.integration.id, fieldMapping, present),
      readConflicts(deps.conflicts, candidates),
      readApprovals(deps.approvals, candidates),
      newcomers ? deps.pairs.openClaims(context.integration.id, type) : [],
    ]);
    return candidates.map((candidate) => {
      const { change, external, mapping, again } = candidate;
      const { integration, system } = context;
      const record = mapping === undefined ? undefined : records.get(`${type}/${mapping.internalId}`);
      const approval = mapping?.awaiting && approvals.get(mapping.awaiting.approvalId);
      const conflict = mapping?.conflictId === undefined ? undefined : conflicts.get(mapping.conflictId);
      const common = {
        ...{ integration, fieldMapping, change, mapping, record },
        mayDelete: system.may(change.stream, 'delete'),
        ...(approval === undefined ? {} : { approval }),
        ...(conflict === undefined ? {} : { conflict }),
      };
      if (external === 'gone') return { candidate, step: decideGoneThere(common, tools) };
      const knowledge = knowledgeOf(external);
      const view = {
        ...common,
        ...{ external, claims, clock: system.clock() },
      };
      return { candidate, step: decideOne({ ...view, knowledge, explainAnyway: again === true }, tools) };
    });
  } catch (error) {
    return candidates.map((candidate) => ({ candidate, step: { kind: 'reject', fault: faultOf(error) } }));
  }
}

/** The approvals that pairs wait for; most wait for none. */
async function readApprovals(
  store: DeleteApprovals,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<string, DeleteApproval>> {
  const ids = new Set(candidates.flatMap(({ mapping }) => mapping?.awaiting?.approvalId ?? []));
  const found = await Promise.all([...ids].map((id) => store.get(id)));
  return new Map(
    found.flatMap((approval) => (approval === undefined ? [] : [[approval.id, approval] as const])),
  );
}

/** The conflicts that the pairs name; most pairs name none and cost no read. */
async function readConflicts(
  store: ConflictStore,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<string, ConflictResolution>> {
  const ids = candidates.flatMap(({ mapping }) =>
    mapping?.conflictId === undefined ? [] : [mapping.conflictId],
  );
  const found = ids.length === 0 ? [] : await store.getMany(ids);
  return new Map(found.map((conflict) => [conflict.id, conflict]));
}

/** A record that cannot be decided fails alone. */
function decideOne(view: PairView, tools: DecisionTools): PairStep {
  try {
    return decidePair(view, tools);
  } catch (error) {
    return { kind: 'reject', fault: faultOf(error) };
  }
}

async function readRecords(
  store: RecordStore,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<string, BritePoolRecord>> {
  const keys = candidates.flatMap(({ change, mapping }) =>
    mapping === undefined ? [] : [{ type: change.resourceType, id: mapping.internalId }],
  );
  const found = keys.length === 0 ? [] : await store.getMany(keys);
  return new Map(found.map((record) => [`${record.resourceType}/${record.id}`, record]));
}
