import { describe, expect, test } from 'vitest';
import type { AuditStore } from '../../../shared/application/ports.ts';
import { anAuditEntry, at, fresh } from '../support/samples.ts';
import { walk } from '../support/walk.ts';

/** The store's own clock stands shortly after `at`. */
export function auditStoreContract(name: string, make: () => AuditStore): void {
  describe(`${name} keeps the audit trail`, () => {
    test('shows every entry newest first, also those of the months before', async () => {
      const store = make();
      const times = [at, '2026-03-01T08:00:00.000Z', '2026-02-28T23:59:59.000Z', '2025-12-31T12:00:00.000Z'];
      const actor = fresh('actor');
      const entries = times.map((time) => anAuditEntry({ at: time, actor }));
      for (const entry of [...entries].reverse()) await store.append(entry);
      const shown = async (limit: number) =>
        (await walk((page) => store.list(page), limit)).filter((entry) => entry.actor === actor);
      expect(await shown(10)).toEqual(entries);
      expect(await shown(1)).toEqual(entries);
    });

    test('an entry that was written is never changed, and writing it again does no harm', async () => {
      const store = make();
      const entry = anAuditEntry({ at: '2026-03-01T09:00:00.000Z' });
      await store.append(entry);
      await store.append({ ...entry, actor: 'somebody else' });
      const shown = (await walk((page) => store.list(page), 10)).filter(({ id }) => id === entry.id);
      expect(shown).toEqual([entry]);
    });
  });
}
