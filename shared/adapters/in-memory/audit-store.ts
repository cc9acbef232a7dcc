import type { AuditEntry, AuditFilter, AuditStore } from '../../application/ports.ts';
import { copy, type Memory } from './memory.ts';
import { pageOf } from './paging.ts';

/** Keeps an entry, and never in place of one. */
export function keepEntry(memory: Memory, entry: AuditEntry): void {
  const origin = memory.originNow();
  const kept = origin === undefined ? entry : { origin, ...entry };
  if (!memory.audit.has(entry.id)) memory.audit.set(entry.id, copy(kept));
}

export const memoryAuditStore = (memory: Memory): AuditStore => ({
  async append(entry) {
    keepEntry(memory, entry);
  },
  list: async (page, filter = {}) =>
    pageOf(
      [...memory.audit.values()].filter((entry) => fits(entry, filter)),
      page,
      (entry) => `${entry.at}#${entry.id}`,
    ),
});

const fits = (entry: AuditEntry, { from, to, actor, action, subject }: AuditFilter): boolean =>
  (from === undefined || entry.at >= from) &&
  (to === undefined || entry.at <= to) &&
  (actor === undefined || entry.actor === actor) &&
  (action === undefined || entry.action.startsWith(action)) &&
  (subject === undefined || entry.subject === subject);
