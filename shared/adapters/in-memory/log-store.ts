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

const placeOf = ({ id }: SyncLog): string => {
  const { at = '', suffix = '' } = parseLogId(id) ?? {};
  return `${at}#${suffix}`;
};

const fits = (log: SyncLog, filter: LogFilter): boolean =>
  (filter.status === undefined || log.status === filter.status) &&
  (filter.operation === undefined || log.operation === filter.operation) &&
  (filter.resourceType === undefined || log.resourceType === filter.resourceType) &&
  (filter.outcome === undefined || log.outcome === filter.outcome) &&
  (filter.jobId === undefined || log.jobId === filter.jobId) &&
  (filter.recordId === undefined || [log.resourceId, log.externalId].includes(filter.recordId)) &&
  (filter.from === undefined || filedAt(log) >= filter.from) &&
  (filter.to === undefined || filedAt(log) <= filter.to) &&
  (filter.upTo === undefined || placeOf(log) <= filter.upTo);

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
    const listed = pageOf(all, page, placeOf);
    const last = listed.items.at(-1);
    return listed.cursor === undefined || last === undefined
      ? listed
      : { ...listed, lookedTo: placeOf(last) };
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
