import type { AuditStore } from '../../application/ports.ts';
import { copy, type Memory } from './memory.ts';
import { pageOf } from './paging.ts';

export const memoryAuditStore = (memory: Memory): AuditStore => ({
  async append(entry) {
    if (!memory.audit.has(entry.id)) memory.audit.set(entry.id, copy(entry));
  },
  list: async (page) => pageOf([...memory.audit.values()], page, (entry) => `${entry.at}#${entry.id}`),
});
