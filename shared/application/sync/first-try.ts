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
  return known?.outcome === 'applied' ? amendLog(known, log) : log;
}
