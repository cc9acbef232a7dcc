import { amendLog } from '../../domain/amend-log.ts';
import type { SyncLog } from '../../domain/sync-log.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { LogStore } from '../ports.ts';
import type { Attempt, Candidate } from './candidates.ts';

/** Candidates whose message was handed out before, with what a try that died may have written of its acts. */
export const recallTries = (
  logs: Pick<LogStore, 'get'>,
  candidates: readonly Candidate[],
): Promise<readonly Candidate[]> => mapConcurrently(candidates, 10, (candidate) => recall(logs, candidate));

async function recall(logs: Pick<LogStore, 'get'>, candidate: Candidate): Promise<Candidate> {
  const told = await logs.get(candidate.change.logId);
  return told === undefined ? candidate : { ...candidate, told };
}

/** The entry with what was done before under the same change. */
export const tell = ({ told }: Pick<Candidate, 'told'>, log: SyncLog): SyncLog =>
  told === undefined ? log : amendLog(told, log);

/** A race lost after something was written here or over there: the next look's entry has to tell that too. */
export const lostAfterActing = async (
  logs: Pick<LogStore, 'get'>,
  candidate: Candidate,
): Promise<Attempt> => ({ candidate: await recall(logs, candidate), lostRace: true });

/** The entry of a change that went through, with what it changed: a later "nothing to do" must not replace it. */
export const tellsOfChanges = ({ outcome, changes }: SyncLog): boolean =>
  outcome === 'applied' || (outcome === 'unchanged' && changes.length > 0);
