import { amendLog } from '../../domain/amend-log.ts';
import type { SyncLog } from '../../domain/sync-log.ts';
import type { LogStore } from '../ports.ts';
import type { Candidate } from './candidates.ts';

/** The entry with what a first try of the same message changed before it died; only a message that came back costs a read. */
export async function withFirstTry(
  logs: LogStore,
  { redelivered, again }: Candidate,
  log: SyncLog,
): Promise<SyncLog> {
  if (redelivered !== true || again === true) return log;
  const known = await logs.get(log.id);
  return known !== undefined && tellsOfChanges(known) ? amendLog(known, log) : log;
}

/** The entry of a change that went through, with what it changed: a later "nothing to do" must not replace it. */
export const tellsOfChanges = ({ outcome, changes }: SyncLog): boolean =>
  outcome === 'applied' || (outcome === 'unchanged' && changes.length > 0);
