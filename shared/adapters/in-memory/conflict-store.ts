import type { ConflictStore } from '../../application/ports.ts';
import { keepEntry } from './audit-store.ts';
import { copy, follows, type Memory } from './memory.ts';
import { pageOf } from './paging.ts';

export const memoryConflictStore = (memory: Memory): ConflictStore => ({
  async get(id) {
    return copy(memory.conflicts.get(id));
  },
  async getMany(ids) {
    return [...new Set(ids)].flatMap((id) => copy(memory.conflicts.get(id)) ?? []);
  },
  async list(integrationIds, { status, resourceType }, page) {
    const all = [...memory.conflicts.values()].filter(
      (item) =>
        integrationIds.includes(item.integrationId) &&
        (status === undefined || item.status === status) &&
        (resourceType === undefined || item.resourceType === resourceType),
    );
    return pageOf(all, page, (item) => `${item.createdAt}#${item.id}`);
  },
  async put(conflict) {
    const known = memory.conflicts.get(conflict.id);
    if (known?.version === 1 && conflict.version === 1) return 'written';
    if (!follows(known, conflict.version)) return 'stale';
    memory.conflicts.set(conflict.id, copy(conflict));
    return 'written';
  },
  async act(conflict, entry) {
    if (!follows(memory.conflicts.get(conflict.id), conflict.version)) return 'stale';
    memory.conflicts.set(conflict.id, copy(conflict));
    keepEntry(memory, entry);
    return 'written';
  },
  async removeAll(integrationId) {
    const mine = [...memory.conflicts.values()].filter((item) => item.integrationId === integrationId);
    for (const { id } of mine) memory.conflicts.delete(id);
    return mine.length;
  },
});
