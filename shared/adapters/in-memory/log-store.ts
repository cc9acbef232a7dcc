import type { LogFilter, LogStore } from '../../application/ports.ts';
import { parseLogId } from '../../domain/log-id.ts';
import type { SyncLog } from '../../domain/sync-log.ts';
import { copy, type Memory } from './memory.ts';
import { pageOf } from './paging.ts';

/** Where an entry is filed: the time inside its id. */
const filedAt = ({ id }: SyncLog): string => {
  const address = parseLogId(id);
  if (address === undefined) throw new RangeError(`"${id}" is not a log id`);
  return address.at;
};

const fits = (log: SyncLog, { status, operation, resourceType, from, to }: LogFilter): boolean =>
  (status === undefined || log.status === status) &&
  (operation === undefined || log.operation === operation) &&
  (resourceType === undefined || log.resourceType === resourceType) &&
  (from === undefined || filedAt(log) >= from) &&
  (to === undefined || filedAt(log) <= to);

export const memoryLogStore = (memory: Memory): LogStore => ({
  async put(logs) {
    for (const log of logs) filedAt(log);
    for (const log of logs) memory.logs.set(log.id, copy(log));
  },
  async get(logId) {
    return copy(memory.logs.get(logId));
  },
  async list(integrationId, filter, page) {
    const all = [...memory.logs.values()].filter(
      (log) => log.integrationId === integrationId && fits(log, filter),
    );
    return pageOf(all, page, (log) => `${filedAt(log)}#${log.id}`);
  },
  async countOfDay(integrationId, day) {
    const all = [...memory.logs.values()].filter((log) => log.integrationId === integrationId);
    return all.filter((log) => filedAt(log).startsWith(day)).length;
  },
  async ofRecord(type, internalId, page) {
    const all = [...memory.logs.values()].filter(
      (log) => log.resourceType === type && log.resourceId === internalId,
    );
    return pageOf(all, page, (log) => `${log.createdAt}#${log.id}`);
  },
});
