import { faultOf } from '../../domain/fault.ts';
import type { PairStep } from '../../domain/pair-view.ts';
import type { SyncLog } from '../../domain/sync-log.ts';
import { sameValue } from '../../domain/values.ts';
import { mapConcurrently, together } from '../concurrency.ts';
import type { ConflictStore, PairStore } from '../ports.ts';
import { type Attempt, type Decided, ended } from './candidates.ts';
import type { SyncContext } from './context.ts';
import { type PreparedUpdate, type PushDeps, preparePushes, pushChanges } from './push-changes.ts';
import { lostAfterActing, tell, tellsOfChanges } from './told.ts';

export interface UpdateDeps extends PushDeps {
  readonly pairs: PairStore;
  readonly conflicts: ConflictStore;
}

const writesAtOnce = 16;

/**
 * Writes existing pairs in two steps: records and log entries, then the mappings. The mapping is the commit point:
 * a death before it is seen by the next try, which finds its own log id on the record and finishes.
 */
export async function updatePairs(
  deps: UpdateDeps,
  context: SyncContext,
  decided: readonly Decided<Extract<PairStep, { kind: 'update' }>>[],
): Promise<readonly Attempt[]> {
  if (decided.length === 0) return [];
  const prepared = await preparePushes(deps, context, decided);
  const updates = prepared.map(({ step, ...update }) => {
    if (step.log === undefined) return { ...update, step };
    const log = tell(update.candidate, step.log);
    return { ...update, step: { ...step, log, outcome: log.outcome } };
  });
  await writeLogs(deps, updates.filter(replacesAnEdit));
  const rest = updates.filter((update) => !replacesAnEdit(update));
  const [written] = await together([
    mapConcurrently(updates, writesAtOnce, ({ step }) => writeBefore(deps, step)),
    writeLogs(deps, rest),
  ]);
  return mapConcurrently(updates, writesAtOnce, async (update, index) => {
    if (written[index] === 'written') return commit(deps, context, update);
    return written[index] === 'partly'
      ? lostAfterActing(deps.logs, update.candidate)
      : { candidate: update.candidate, lostRace: true };
  });
}

/**
 * A value of ours that was never agreed on is about to go: its entry is written first, because nothing else would know
 * it after a death. All other entries can be told again from the base, and are written beside the record.
 */
const replacesAnEdit = ({ candidate: { mapping }, step }: PreparedUpdate): boolean =>
  step.record !== undefined &&
  (step.log?.changes ?? []).some(
    ({ field, before, from }) => from !== 'local' && !sameValue(before, mapping?.base[field]?.value ?? null),
  );

/** The record and the conflict; what was written before a lost race is found and finished by the next look. */
async function writeBefore(
  deps: UpdateDeps,
  { record, conflict }: PreparedUpdate['step'],
): Promise<'written' | 'partly' | 'stale'> {
  const answers = await Promise.all([
    record === undefined ? 'written' : deps.records.put(record),
    conflict === undefined ? 'written' : deps.conflicts.put(conflict),
  ]);
  if (!answers.includes('stale')) return 'written';
  return record !== undefined && answers[0] === 'written' ? 'partly' : 'stale';
}

/**
 * A look that finds nothing to write may follow one that died after its write: the entry that explains the write
 * stands, unless it belongs to a write that lost its race.
 */
async function writeLogs(deps: UpdateDeps, updates: readonly PreparedUpdate[]): Promise<void> {
  const entries = await mapConcurrently(updates, writesAtOnce, async (update): Promise<SyncLog[]> => {
    const { log } = update.step;
    if (log === undefined) return [];
    const quiet = log.outcome !== 'applied' && update.candidate.again !== true;
    const known = quiet ? await deps.logs.get(log.id) : undefined;
    return known !== undefined && tellsOfChanges(known) ? [] : [log];
  });
  await deps.logs.put(entries.flat());
}

async function commit(deps: UpdateDeps, context: SyncContext, update: PreparedUpdate): Promise<Attempt> {
  const { candidate, step } = update;
  try {
    const mapping = await pushChanges(deps, context, update);
    const answer = await deps.pairs.put(mapping);
    return answer === 'written'
      ? ended(candidate, { outcome: step.outcome })
      : lostAfterActing(deps.logs, candidate);
  } catch (error) {
    return ended(candidate, { fault: faultOf(error) });
  }
}
