import { amendLog } from '../../domain/amend-log.ts';
import type { Change } from '../../domain/change.ts';
import { keepTries, type SyncLog } from '../../domain/sync-log.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { LogStore } from '../ports.ts';
import type { Attempt, Candidate } from './candidates.ts';

/** The entries of changes that were handed out before, by log id: what tries that failed or died told of their acts. */
export async function recallTries(
  logs: Pick<LogStore, 'get'>,
  changes: readonly Change[],
): Promise<ReadonlyMap<string, SyncLog>> {
  const found = await mapConcurrently(changes, 10, ({ logId }) => logs.get(logId));
  return new Map(found.flatMap((told) => (told === undefined ? [] : [[told.id, told] as const])));
}

export function recalled(candidate: Candidate, told: ReadonlyMap<string, SyncLog>): Candidate {
  const known = told.get(candidate.change.logId);
  return known === undefined ? candidate : { ...candidate, told: known };
}

/** The same log, in which an entry never loses the failed tries that were told of its change before. */
export const keepingTries = (logs: LogStore, told: ReadonlyMap<string, SyncLog>): LogStore => ({
  put: (entries) =>
    logs.put(
      entries.map((entry) => {
        const known = told.get(entry.id);
        return known === undefined ? entry : keepTries(known, entry);
      }),
    ),
  get: (id) => logs.get(id),
  list: (integrationId, filter, page) => logs.list(integrationId, filter, page),
  countOfDay: (integrationId, day) => logs.countOfDay(integrationId, day),
  ofRecord: (type, internalId, page) => logs.ofRecord(type, internalId, page),
});

async function recall(logs: Pick<LogStore, 'get'>, candidate: Candidate): Promise<Candidate> {
  return recalled(candidate, await recallTries(logs, [candidate.change]));
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
