import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CheckpointStore, FieldMappingStore } from '../../../shared/application/ports.ts';
import { aFieldMappingSet, at, fresh } from '../support/samples.ts';
import { race } from '../support/walk.ts';

export function fieldMappingStoreContract(name: string, make: () => FieldMappingStore): void {
  describe(`${name} keeps the field mappings`, () => {
    test('answers the newest version of each kind of record, in every shape of transform', async () => {
      const store = make();
      const tasks = aFieldMappingSet({
        fields: [
          {
            externalField: 'name',
            internalField: 'title',
            transform: 'string',
            direction: 'both',
            required: true,
          },
          {
            externalField: 'completed',
            internalField: 'status',
            transform: { type: 'enum', mapping: { true: 'COMPLETED' }, outward: { COMPLETED: 'true' } },
            direction: 'both',
            defaultValue: 'TODO',
          },
          {
            externalField: 'assignee.gid',
            internalField: 'assignedToId',
            transform: { type: 'lookup', resourceType: 'MEMBER' },
            direction: 'in',
          },
          {
            externalField: 'tags',
            internalField: 'tags',
            transform: { type: 'set', item: 'name' },
            direction: 'in',
          },
          {
            externalField: 'x',
            internalField: 'description',
            transform: { type: 'expression', inward: 'a & b' },
            direction: 'in',
          },
          {
            externalField: 'z',
            internalField: 'z',
            transform: { type: 'zoned', zone: 'UTC', zoneField: 'tz', as: 'local' },
            direction: 'both',
          },
        ],
        savedAt: at,
        savedBy: 'ada',
        restoredFrom: 3,
      });
      const { integrationId } = tasks;
      const members = aFieldMappingSet({ integrationId, resourceType: 'MEMBER', stream: 'users' });
      const newer = { ...tasks, version: 2, fields: tasks.fields.slice(0, 2) };
      expect(await store.save(tasks)).toBe('saved');
      expect(await store.save(members)).toBe('saved');
      expect(await store.save(newer)).toBe('saved');
      const current = await store.current(integrationId);
      expect([...current].sort((a, b) => (a.resourceType < b.resourceType ? -1 : 1))).toEqual([
        members,
        newer,
      ]);
    });

    test('never changes a saved version in place', async () => {
      const store = make();
      const set = aFieldMappingSet();
      await store.save(set);
      expect(await store.save({ ...set, fields: [] })).toBe('stale');
      expect(await store.current(set.integrationId)).toEqual([set]);
    });

    test('keeps every version, newest first, and of one kind of record only', async () => {
      const store = make();
      const first = aFieldMappingSet();
      const { integrationId } = first;
      const later = [2, 3, 4].map((version) => ({ ...first, version }));
      for (const set of [first, ...later]) await store.save(set);
      await store.save(aFieldMappingSet({ integrationId, resourceType: 'MEMBER' }));
      expect(await store.versions(integrationId, 'TASK')).toEqual([...later.toReversed(), first]);
      expect(await store.versions(integrationId, 'EVENT')).toEqual([]);
      expect(await store.current(integrationId)).toContainEqual(later[2]);
    });

    test('saves no version that leaves one out', async () => {
      const store = make();
      const set = aFieldMappingSet();
      await store.save(set);
      expect(await store.save({ ...set, version: 3 })).toBe('stale');
      expect(await store.save(aFieldMappingSet({ version: 2 }))).toBe('stale');
    });

    test('two admins who save at once do not overwrite each other', async () => {
      const store = make();
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 2, max: 8 }), async (admins) => {
          const set = aFieldMappingSet();
          await store.save(set);
          const answers = await race(admins, () => store.save({ ...set, version: 2 }));
          expect(answers.filter((answer) => answer === 'saved')).toHaveLength(1);
        }),
        { seed: 16, numRuns: 15 },
      );
    });
  });
}

export function checkpointStoreContract(name: string, make: () => CheckpointStore): void {
  describe(`${name} keeps where reading resumes`, () => {
    test('begins at nothing and resumes where it was moved to', async () => {
      const store = make();
      const id = fresh('int');
      const start = await store.get(id, 'tasks');
      expect(start).toEqual({ stream: 'tasks', since: null, version: 0 });
      expect(await store.advance(id, start, at)).toBe('advanced');
      expect(await store.get(id, 'tasks')).toEqual({ stream: 'tasks', since: at, version: 1 });
      expect(await store.get(id, 'users')).toEqual({ stream: 'users', since: null, version: 0 });
    });

    test('refuses to advance from a checkpoint that is no longer current', async () => {
      const store = make();
      const id = fresh('int');
      const start = await store.get(id, 'tasks');
      await store.advance(id, start, at);
      expect(await store.advance(id, start, '2020-01-01T00:00:00.000Z')).toBe('stale');
      expect((await store.get(id, 'tasks')).since).toBe(at);
    });

    test('forgets all checkpoints of one integration and no other', async () => {
      const store = make();
      const [mine, other] = [fresh('int'), fresh('int')];
      for (const id of [mine, other])
        for (const stream of ['tasks', 'users']) await store.advance(id, await store.get(id, stream), at);
      await store.removeAll(mine);
      expect((await store.get(mine, 'tasks')).version).toBe(0);
      expect((await store.get(mine, 'users')).version).toBe(0);
      expect((await store.get(other, 'tasks')).version).toBe(1);
    });

    test('of any number of runs that advance at once exactly one does', async () => {
      const store = make();
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 2, max: 8 }), fc.boolean(), async (runs, moved) => {
          const id = fresh('int');
          if (moved) await store.advance(id, await store.get(id, 'tasks'), at);
          const from = await store.get(id, 'tasks');
          const answers = await race(runs, () => store.advance(id, from, at));
          expect(answers.filter((answer) => answer === 'advanced')).toHaveLength(1);
        }),
        { seed: 17, numRuns: 15 },
      );
    });
  });
}
