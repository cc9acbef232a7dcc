import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecordStore } from '../../../shared/application/ports.ts';
import { matchKey } from '../../../shared/domain/matching.ts';
import { revise } from '../../../shared/domain/record.ts';
import { aRecord, at, fresh } from '../support/samples.ts';
import { newestFirst, race, walk } from '../support/walk.ts';

const by = { kind: 'britepool', id: 'ada' } as const;

export function recordStoreContract(name: string, make: () => RecordStore): void {
  describe(`${name} keeps BritePool's records`, () => {
    test('finds records by what they may be linked by, whatever the capitals, and no others', async () => {
      const store = make();
      const title = fresh('Plant trees');
      const [one, two, three] = [title, `  ${title.toUpperCase()} `, `${title} again`].map((name) =>
        aRecord('TASK', { title: name }),
      );
      for (const record of [one, two, three]) if (record !== undefined) await store.put(record);
      const key = matchKey('TASK', { title }) ?? '';
      const ids = async () => new Set((await store.withMatchKey('TASK', key)).map(({ id }) => id));
      expect(await ids()).toEqual(new Set([one?.id, two?.id]));
      if (one === undefined) throw new Error('There is no record.');
      await store.put(revise(one, { title: fresh('Something else') }, { at, by }));
      expect(await ids()).toEqual(new Set([two?.id]));
      expect(await store.withMatchKey('EVENT', key)).toEqual([]);
    });

    test('gives back exactly what was written', async () => {
      const store = make();
      const record = { ...aRecord(), externalMetadata: { 'int-1': { gid: '77', list: [1, null, 'ä'] } } };
      expect(await store.put(record)).toBe('written');
      expect(await store.get('TASK', record.id)).toEqual(record);
    });

    test('knows nothing of a record that was never written', async () => {
      expect(await make().get('TASK', fresh('nobody'))).toBeUndefined();
    });

    test('tells records of different kinds apart even when their ids are equal', async () => {
      const store = make();
      const id = fresh('same');
      await store.put(aRecord('TASK', { id, title: 'A task' }));
      await store.put(aRecord('EVENT', { id, title: 'An event' }));
      expect((await store.get('TASK', id))?.fields.title).toBe('A task');
      expect((await store.get('EVENT', id))?.fields.title).toBe('An event');
    });

    test('refuses a second record under the same id', async () => {
      const store = make();
      const record = aRecord();
      await store.put(record);
      expect(await store.put({ ...record, fields: { title: 'Usurper' } })).toBe('stale');
      expect((await store.get('TASK', record.id))?.fields.title).toBe('Plant trees');
    });

    test('refuses a write that did not see the version before it', async () => {
      const store = make();
      const record = aRecord();
      await store.put(record);
      const second = revise(record, { title: 'Plant 40 trees' }, { at, by });
      expect(await store.put(second)).toBe('written');
      expect(await store.put(revise(record, { title: 'Too late' }, { at, by }))).toBe('stale');
      expect(await store.put({ ...second, version: 9 })).toBe('stale');
      expect(await store.get('TASK', record.id)).toEqual(second);
    });

    test('refuses a later version of a record that does not exist', async () => {
      const store = make();
      const record = aRecord();
      expect(await store.put({ ...record, version: 2 })).toBe('stale');
      expect(await store.get('TASK', record.id)).toBeUndefined();
    });

    test('removes a record only in the version that was read', async () => {
      const store = make();
      const record = aRecord();
      await store.put(record);
      expect(await store.remove('TASK', record.id, 2)).toBe('stale');
      expect(await store.remove('TASK', record.id, 1)).toBe('removed');
      expect(await store.remove('TASK', record.id, 1)).toBe('stale');
      expect(await store.get('TASK', record.id)).toBeUndefined();
    });

    test('reads many at once, each once, and leaves out what is not there', async () => {
      const store = make();
      const records = Array.from({ length: 130 }, () => aRecord());
      for (const record of records) await store.put(record);
      const keys = [...records, ...records.slice(0, 5), { id: fresh('nobody') }].map(({ id }) => ({
        type: 'TASK' as const,
        id,
      }));
      const found = await store.getMany(keys);
      expect(new Set(found.map(({ id }) => id))).toEqual(new Set(records.map(({ id }) => id)));
      expect(found).toHaveLength(records.length);
      expect(await store.getMany([])).toEqual([]);
    });

    test('lists one kind newest first, page by page, without gaps or repeats', async () => {
      const store = make();
      const made = Array.from({ length: 23 }, (_, index) =>
        aRecord('COMMITTEE', { at: new Date(Date.parse(at) + (index % 7) * 1000).toISOString() }),
      );
      for (const record of made) await store.put(record);
      const listed = await walk((page) => store.list('COMMITTEE', page), 5);
      expect(listed).toHaveLength(23);
      expect(new Set(listed.map(({ id }) => id)).size).toBe(23);
      const times = listed.map(({ createdAt }) => createdAt);
      expect(times).toEqual(newestFirst(times));
    });

    test('refuses a cursor that it did not hand out', async () => {
      await expect(make().list('COMMITTEE', { limit: 5, cursor: 'bm9wZQ' })).rejects.toMatchObject({
        fault: { kind: 'rejected', pointer: '/query/cursor' },
      });
    });

    test('lets exactly one of any number of simultaneous writers win', async () => {
      const store = make();
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 2, max: 12 }), fc.boolean(), async (writers, exists) => {
          const record = aRecord();
          if (exists) await store.put(record);
          const answers = await race(writers, (index) =>
            store.put(
              exists
                ? revise(record, { title: `Writer ${index}` }, { at, by })
                : { ...record, fields: { title: `Writer ${index}` } },
            ),
          );
          expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
          const winner = answers.indexOf('written');
          expect((await store.get('TASK', record.id))?.fields.title).toBe(`Writer ${winner}`);
        }),
        { seed: 11, numRuns: 25 },
      );
    });
  });
}
