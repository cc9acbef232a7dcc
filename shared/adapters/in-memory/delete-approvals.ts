import type { DeleteApprovals } from '../../application/ports.ts';
import { copy, follows, type Memory } from './memory.ts';
import { pageOf } from './paging.ts';

export const memoryDeleteApprovals = (memory: Memory): DeleteApprovals => ({
  async window(integrationId) {
    return copy(memory.deleteWindows.get(integrationId));
  },
  async saveWindow(window) {
    if (!follows(memory.deleteWindows.get(window.integrationId), window.version)) return 'stale';
    memory.deleteWindows.set(window.integrationId, copy(window));
    return 'written';
  },
  async get(id) {
    return copy(memory.deleteApprovals.get(id));
  },
  async list(integrationId, { status }, page) {
    const all = [...memory.deleteApprovals.values()].filter(
      (item) => item.integrationId === integrationId && (status === undefined || item.status === status),
    );
    return pageOf(all, page, (item) => `${item.createdAt}#${item.id}`);
  },
  async put(approval) {
    if (!follows(memory.deleteApprovals.get(approval.id), approval.version)) return 'stale';
    memory.deleteApprovals.set(approval.id, copy(approval));
    return 'written';
  },
  async removeAll(integrationId) {
    memory.deleteWindows.delete(integrationId);
    for (const [id, item] of memory.deleteApprovals)
      if (item.integrationId === integrationId) memory.deleteApprovals.delete(id);
  },
});
