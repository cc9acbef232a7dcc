import { faultOf } from '../../domain/fault.ts';
import type { PairStep } from '../../domain/pair-view.ts';
import type { SyncLog } from '../../domain/sync-log.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { ConflictStore, LogStore, PairStore, RecordStore } from '../ports.ts';
import { type Attempt, type Decided, ended } from './candidates.ts';
import type { SyncContext } from './context.ts';
import { type PushDeps, pushChanges } from './push-changes.ts';

type Update = Decided<Extract<PairStep, { kind: 'update' }>>;

export interface UpdateDeps extends PushDeps {
  readonly records: RecordStore;
  readonly pairs: PairStore;
  readonly conflicts: ConflictStore;
  readonly logs: LogStore;
}

const writesAtOnce = 16;

/**
 * Writes existing pairs in two steps: records and log entries, then the mappings. The mapping is the commit point:
 * a death before it is seen by the next try, which finds its own log id on the record and finishes.
 */
export async function updatePairs(
  deps: UpdateDeps,
  context: SyncContext,
  updates: readonly Update[],
): Promise<readonly Attempt[]> {
  if (updates.length === 0) return [];
  const [written] = await Promise.all([
    mapConcurrently(updates, writesAtOnce, ({ step }) => writeBefore(deps, step)),
    writeLogs(deps, updates),
  ]);
  return mapConcurrently(updates, writesAtOnce, (update, index) =>
    written[index] === 'written'
      ? commit(deps, context, update)
      : Promise.resolve<Attempt>({ candidate: update.candidate, lostRace: true }),
  );
}

/** The record and the conflict; what was written before a lost race is found and finished by the next look. */
async function writeBefore(
  deps: UpdateDeps,
  { record, conflict }: Update['step'],
): Promise<'written' | 'stale'> {
  const answers = await Promise.all([
    record === undefined ? 'written' : deps.records.put(record),
    conflict === undefined ? 'written' : deps.conflicts.put(conflict),
  ]);
  return answers.includes('stale') ? 'stale' : 'written';
}

/**
 * A look that finds nothing to write may follow one that died after its write: the entry that explains the write
 * stands, unless it belongs to a write that lost its race.
 */
async function writeLogs(deps: UpdateDeps, updates: readonly Update[]): Promise<void> {
  const entries = await mapConcurrently(updates, writesAtOnce, async (update): Promise<SyncLog[]> => {
    const { log } = update.step;
    if (log === undefined) return [];
    const quiet = log.outcome !== 'applied' && update.candidate.again !== true;
    const known = quiet ? await deps.logs.get(log.id) : undefined;
    return known?.outcome === 'applied' ? [] : [log];
  });
  await deps.logs.put(entries.flat());
}

async function commit(deps: UpdateDeps, context: SyncContext, { candidate, step }: Update): Promise<Attempt> {
  try {
    const mapping =
      Object.keys(step.push).length === 0
        ? step.mapping
        : await pushChanges(deps, context, step.mapping, step.push, step.local);
    const answer = await deps.pairs.put(mapping);
    return answer === 'written' ? ended(candidate, { outcome: step.outcome }) : { candidate, lostRace: true };
  } catch (error) {
    return ended(candidate, { fault: faultOf(error) });
  }
}
