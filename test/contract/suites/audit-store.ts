import { describe, expect, test } from 'vitest';
import type { AuditFilter, AuditStore } from '../../../shared/application/ports.ts';
import { anAuditEntry, at, fresh } from '../support/samples.ts';
import { walk } from '../support/walk.ts';

/** The store's own clock stands shortly after `at`. */
export function auditStoreContract(
  name: string,
  make: (originNow?: () => string | undefined) => AuditStore,
): void {
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

    test('finds entries by person, kind of act, what it was done to, and time', async () => {
      const store = make();
      const [actor, subject] = [fresh('actor'), fresh('integration')];
      const [paused, resumed, looked] = [
        anAuditEntry({ at: '2026-02-10T08:00:00.000Z', actor, subject, action: 'integration.paused' }),
        anAuditEntry({ at: '2026-02-11T08:00:00.000Z', actor, subject, action: 'integration.resumed' }),
        anAuditEntry({ at: '2026-03-01T07:00:00.000Z', actor, subject: 'logs', action: 'logs.exported' }),
      ];
      for (const entry of [paused, resumed, looked]) await store.append(entry);
      const found = (filter: AuditFilter) => walk((page) => store.list(page, filter), 10);
      expect(await found({ actor })).toEqual([looked, resumed, paused]);
      expect(await found({ subject, action: 'integration.' })).toEqual([resumed, paused]);
      expect(await found({ actor, from: resumed.at })).toEqual([looked, resumed]);
      expect(await found({ actor, to: resumed.at })).toEqual([resumed, paused]);
      expect(
        await found({ actor, from: '2026-02-10T09:00:00.000Z', to: '2026-02-28T00:00:00.000Z' }),
      ).toEqual([resumed]);
      expect(await found({ actor: 'nobody' })).toEqual([]);
    });

    test('says from where an act was asked for, and of what happens by itself nothing', async () => {
      let origin: string | undefined = '192.0.2.7';
      const store = make(() => origin);
      const actor = fresh('actor');
      const [asked, itself] = [
        anAuditEntry({ actor }),
        anAuditEntry({ actor, at: '2026-03-01T07:00:00.000Z' }),
      ];
      await store.append(asked);
      origin = undefined;
      await store.append(itself);
      expect(await walk((page) => store.list(page, { actor }), 10)).toEqual([
        { ...asked, origin: '192.0.2.7' },
        itself,
      ]);
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
