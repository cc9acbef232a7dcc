import type { RecordStore } from '../../application/ports.ts';
import { matchKey } from '../../domain/matching.ts';
import type { BritePoolRecord } from '../../domain/record.ts';
import { copy, follows, type Memory, type RecordWritten, recordKey } from './memory.ts';
import { pageOf } from './paging.ts';

export const memoryRecordStore = (memory: Memory): RecordStore => ({
  async get(type, id) {
    return copy(memory.records.get(recordKey(type, id)));
  },
  async getMany(keys) {
    const unique = new Set(keys.map(({ type, id }) => recordKey(type, id)));
    return [...unique].flatMap((key) => copy(memory.records.get(key)) ?? []);
  },
  async list(type, page) {
    const all = [...memory.records.values()].filter((record) => record.resourceType === type);
    return pageOf(all, page, (record) => `${record.createdAt}#${record.id}`);
  },
  async withMatchKey(type, key) {
    const all = [...memory.records.values()].filter(
      (record) => record.resourceType === type && matchKey(type, record.fields) === key,
    );
    return copy(all.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, 25));
  },
  async put(record) {
    const key = recordKey(record.resourceType, record.id);
    if (!follows(memory.records.get(key), record.version)) return 'stale';
    writeRecord(memory, record);
    return 'written';
  },
  async remove(type, id, version) {
    const key = recordKey(type, id);
    const stored = memory.records.get(key);
    if (stored?.version !== version) return 'stale';
    memory.records.delete(key);
    tell(memory, 'deleted', stored);
    return 'removed';
  },
});

/** Stores the record and tells the stream. */
export function writeRecord(memory: Memory, record: BritePoolRecord): void {
  memory.records.set(recordKey(record.resourceType, record.id), copy(record));
  tell(memory, 'upserted', record);
}

function tell(memory: Memory, kind: RecordWritten['kind'], record: BritePoolRecord): void {
  memory.recordEvents.push({
    eventId: `event-${memory.recordEvents.length + 1}`,
    kind,
    record: copy(record),
  });
}
