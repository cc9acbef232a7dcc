import type { ParkedStore } from '../../application/ports.ts';
import { copy, type Memory } from './memory.ts';
import { pageOf } from './paging.ts';

export const memoryParkedStore = (memory: Memory): ParkedStore => ({
  async get(id) {
    return copy(memory.parked.get(id));
  },
  async put(item) {
    const before = memory.parked.get(item.id);
    const kept =
      before === undefined ? {} : { parkedAt: before.parkedAt, attempts: before.attempts + item.attempts };
    memory.parked.set(item.id, copy({ ...item, ...kept }));
  },
  async due(now, limit) {
    return copy([...memory.parked.values()])
      .filter((item) => item.retryAt <= now)
      .sort((a, b) => (a.retryAt < b.retryAt ? -1 : 1))
      .slice(0, limit);
  },
  async list(integrationId, page) {
    const all = [...memory.parked.values()].filter((item) => item.integrationId === integrationId);
    return pageOf(all, page, (item) => `${item.parkedAt}#${item.id}`);
  },
  async remove(id) {
    memory.parked.delete(id);
  },
});
