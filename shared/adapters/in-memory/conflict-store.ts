import type { ConflictStore } from '../../application/ports.ts';
import { copy, follows, type Memory } from './memory.ts';
import { pageOf } from './paging.ts';

export const memoryConflictStore = (memory: Memory): ConflictStore => ({
  async get(id) {
    return copy(memory.conflicts.get(id));
  },
  async getMany(ids) {
    return [...new Set(ids)].flatMap((id) => copy(memory.conflicts.get(id)) ?? []);
  },
  async list(integrationId, { status, resourceType }, page) {
    const all = [...memory.conflicts.values()].filter((item) => item.integrationId === integrationId);
    const found = pageOf(all, page, (item) => `${item.createdAt}#${item.id}`);
    const items = found.items.filter(
      (item) =>
        (status === undefined || item.status === status) &&
        (resourceType === undefined || item.resourceType === resourceType),
    );
    return { ...found, items };
  },
  async put(conflict) {
    const known = memory.conflicts.get(conflict.id);
    if (known?.version === 1 && conflict.version === 1) return 'written';
    if (!follows(known, conflict.version)) return 'stale';
    memory.conflicts.set(conflict.id, copy(conflict));
    return 'written';
  },
  async removeAll(integrationId) {
    const mine = [...memory.conflicts.values()].filter((item) => item.integrationId === integrationId);
    for (const { id } of mine) memory.conflicts.delete(id);
    return mine.length;
  },
});
