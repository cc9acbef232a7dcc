import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogStore, PairStore, RecordStore } from '../../../shared/application/ports.ts';
import type { IntegrationMapping } from '../../../shared/domain/mapping.ts';
import { aClaim, aMapping, aNewPair, at, fresh } from '../support/samples.ts';
import { race, walk } from '../support/walk.ts';

export interface PairStores {
  readonly pairs: PairStore;
  readonly records: RecordStore;
  readonly logs: LogStore;
}

const next = (mapping: IntegrationMapping, more: Partial<IntegrationMapping> = {}): IntegrationMapping => ({
  ...mapping,
  version: mapping.version + 1,
  ...more,
});

export function pairStoreContract(name: string, make: () => PairStores): void {
  describe(`${name} keeps the pairs of records`, () => {
    test('stores a new pair whole: record, mapping in both directions, log entry', async () => {
      const { pairs, records, logs } = make();
      const pair = aNewPair();
      expect(await pairs.create([pair])).toEqual(['created']);
      const { integrationId, internalId } = pair.mapping;
      expect(await pairs.byExternalId(pair.mapping)).toEqual(pair.mapping);
      expect(await pairs.byInternalId(integrationId, 'TASK', internalId)).toEqual(pair.mapping);
      expect(await records.get('TASK', internalId)).toEqual(pair.record);
      expect(await logs.get(pair.log.id)).toEqual(pair.log);
    });

    test('gives back what it knows of deletions, rests and clashes', async () => {
      const { pairs } = make();
      const mapping = aMapping({
        base: { title: { value: 'Ours', external: 'Theirs', at, by: 'rule' } },
        parted: { side: 'external', how: 'archived', at },
        awaiting: { approvalId: 'approval-1', side: 'local' },
        turns: [{ way: 'out', at }],
        resting: { since: at, seen: 'hash' },
        conflictId: 'conf-1',
        lastPushedHash: 'hash',
        externalUpdatedAt: at,
      });
      await pairs.link(mapping);
      expect(await pairs.byExternalId(mapping)).toEqual(mapping);
    });

    test('refuses a second pair of an external record and leaves nothing of it behind', async () => {
      const { pairs, records, logs } = make();
      const first = aNewPair();
      const { integrationId, externalId } = first.mapping;
      await pairs.create([first]);
      const second = aNewPair({ integrationId, externalId });
      expect(await pairs.create([second])).toEqual(['exists']);
      expect(await pairs.byExternalId(first.mapping)).toEqual(first.mapping);
      expect(await records.get('TASK', second.record.id)).toBeUndefined();
      expect(await logs.get(second.log.id)).toBeUndefined();
    });

    test('refuses a second external record for the same BritePool record', async () => {
      const { pairs } = make();
      const mapping = aMapping();
      expect(await pairs.link(mapping)).toBe('linked');
      const { integrationId, internalId } = mapping;
      const rival = aMapping({ integrationId, internalId });
      expect(await pairs.link(rival)).toBe('exists');
      expect(await pairs.byExternalId(rival)).toBeUndefined();
      expect(await pairs.byInternalId(integrationId, 'TASK', internalId)).toEqual(mapping);
    });

    test('lets two integrations pair the same record, each on its own', async () => {
      const { pairs } = make();
      const mapping = aMapping();
      const other = aMapping({ internalId: mapping.internalId, externalId: mapping.externalId });
      expect(await pairs.link(mapping)).toBe('linked');
      expect(await pairs.link(other)).toBe('linked');
      expect(await pairs.byExternalId(other)).toEqual(other);
    });

    test('creates the new ones of a batch although others of it exist, and says which', async () => {
      const { pairs } = make();
      const integrationId = fresh('int');
      const batch = Array.from({ length: 60 }, () => aNewPair({ integrationId }));
      const existing = [3, 27, 59].flatMap((index) => batch[index] ?? []);
      await pairs.create(existing);
      const answers = await pairs.create(batch);
      expect(
        answers.map((answer, index) => [index, answer]).filter(([, answer]) => answer === 'exists'),
      ).toEqual([
        [3, 'exists'],
        [27, 'exists'],
        [59, 'exists'],
      ]);
      const found = await pairs.byExternalIds(batch.map(({ mapping }) => mapping));
      expect(found).toHaveLength(60);
    });

    test('finds the pairs of many external ids at once and leaves out unknown ones', async () => {
      const { pairs } = make();
      const mapping = aMapping();
      await pairs.link(mapping);
      const unknown = aMapping({ integrationId: mapping.integrationId });
      expect(await pairs.byExternalIds([mapping, unknown, mapping])).toEqual([mapping]);
      expect(await pairs.byExternalIds([])).toEqual([]);
      const { resourceType, externalId, internalId, lastExternalHash } = mapping;
      expect(await pairs.summaries([mapping, unknown, mapping])).toEqual([
        { resourceType, externalId, internalId, lastExternalHash },
      ]);
      expect(await pairs.summaries([])).toEqual([]);
    });

    test('finds the pairs of many of our records at once; one without a pair, or with a claim only, is left out', async () => {
      const { pairs } = make();
      const integrationId = fresh('int');
      const many = Array.from({ length: 130 }, () => aMapping({ integrationId }));
      await Promise.all(many.map((mapping) => pairs.link(mapping)));
      const claim = aClaim({ integrationId });
      await pairs.claim(claim);
      const ids = [...many.map(({ internalId }) => internalId), claim.internalId, fresh('record')];
      const found = await pairs.byInternalIds(integrationId, 'TASK', [...ids, ...ids.slice(0, 3)]);
      expect(new Set(found.map(({ id }) => id))).toEqual(new Set(many.map(({ id }) => id)));
      expect(found).toHaveLength(130);
      expect(await pairs.byInternalIds(integrationId, 'MEMBER', ids)).toEqual([]);
      expect(await pairs.byInternalIds(integrationId, 'TASK', [])).toEqual([]);
    });

    test('refuses to write a mapping over one that moved on', async () => {
      const { pairs } = make();
      const mapping = aMapping();
      await pairs.link(mapping);
      const second = next(mapping, { lastExternalHash: 'second' });
      expect(await pairs.put(second)).toBe('written');
      expect(await pairs.put(next(mapping, { lastExternalHash: 'late' }))).toBe('stale');
      expect(await pairs.byExternalId(mapping)).toEqual(second);
      expect(await pairs.put(next(aMapping()))).toBe('stale');
    });

    test('lists the pairs of one integration by kind and state, page by page', async () => {
      const { pairs } = make();
      const integrationId = fresh('int');
      const made = Array.from({ length: 24 }, (_, index) =>
        aMapping({
          integrationId,
          resourceType: index % 3 === 0 ? 'MEMBER' : 'TASK',
          syncStatus: index % 4 === 0 ? 'CONFLICT' : 'SYNCED',
        }),
      );
      for (const mapping of [...made, aMapping()]) await pairs.link(mapping);
      const ids = async (filter: Parameters<PairStore['list']>[1]) =>
        new Set((await walk((page) => pairs.list(integrationId, filter, page), 5)).map(({ id }) => id));
      const expected = (wanted: (mapping: IntegrationMapping) => boolean) =>
        new Set(made.filter(wanted).map(({ id }) => id));
      expect(await ids({})).toEqual(expected(() => true));
      expect(await ids({ resourceType: 'MEMBER' })).toEqual(
        expected((item) => item.resourceType === 'MEMBER'),
      );
      expect(await ids({ place: 'CONFLICT' })).toEqual(expected((item) => item.syncStatus === 'CONFLICT'));
      expect(await ids({ place: 'CONFLICT', resourceType: 'TASK' })).toEqual(
        expected((item) => item.syncStatus === 'CONFLICT' && item.resourceType === 'TASK'),
      );
    });

    test('a pair that changes its state is listed under the new one only', async () => {
      const { pairs } = make();
      const mapping = aMapping();
      await pairs.link(mapping);
      await pairs.put(next(mapping, { syncStatus: 'CONFLICT' }));
      const list = (place: 'SYNCED' | 'CONFLICT') =>
        pairs.list(mapping.integrationId, { place }, { limit: 10 });
      expect((await list('SYNCED')).items).toEqual([]);
      expect((await list('CONFLICT')).items).toHaveLength(1);
    });

    test('removes every pair of an integration in both directions and no other', async () => {
      const { pairs } = make();
      const integrationId = fresh('int');
      const mine = Array.from({ length: 30 }, () => aMapping({ integrationId }));
      const other = aMapping();
      for (const mapping of [...mine, other]) await pairs.link(mapping);
      expect(await pairs.removeAll(integrationId)).toBe(30);
      expect(await pairs.byExternalIds([...mine, other])).toEqual([other]);
      expect(await pairs.byInternalId(integrationId, 'TASK', mine[0]?.internalId ?? '')).toBeUndefined();
      expect(await pairs.removeAll(integrationId)).toBe(0);
    });

    test('takes any external id that a vendor may send, however odd or long', async () => {
      const { pairs } = make();
      const integrationId = fresh('int');
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), fc.constant('日'.repeat(700))),
          async (externalId) => {
            const clean = `${externalId.toWellFormed()}#${fresh('x')}`;
            const mapping = aMapping({ integrationId, externalId: clean });
            expect(await pairs.link(mapping)).toBe('linked');
            expect(await pairs.byExternalId(mapping)).toEqual(mapping);
          },
        ),
        { seed: 5, numRuns: 40 },
      );
    });

    test('of any number of simultaneous creates of one external record exactly one wins', async () => {
      const { pairs, records } = make();
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 2, max: 10 }), async (writers) => {
          const integrationId = fresh('int');
          const externalId = fresh('external');
          const rivals = Array.from({ length: writers }, () => aNewPair({ integrationId, externalId }));
          const answers = await race(writers, async (index) => pairs.create(rivals.slice(index, index + 1)));
          expect(answers.flat().filter((answer) => answer === 'created')).toHaveLength(1);
          const stored = await records.getMany(rivals.map(({ record }) => ({ type: 'TASK', id: record.id })));
          const mapping = await pairs.byExternalId({ integrationId, resourceType: 'TASK', externalId });
          expect(stored.map(({ id }) => id)).toEqual([mapping?.internalId]);
        }),
        { seed: 12, numRuns: 20 },
      );
    });

    test('of any number of simultaneous writers of one mapping exactly one wins', async () => {
      const { pairs } = make();
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 2, max: 10 }), async (writers) => {
          const mapping = aMapping();
          await pairs.link(mapping);
          const answers = await race(writers, (index) =>
            pairs.put(next(mapping, { lastExternalHash: `writer-${index}`, updatedAt: at })),
          );
          expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
          expect((await pairs.byExternalId(mapping))?.lastExternalHash).toBe(
            `writer-${answers.indexOf('written')}`,
          );
        }),
        { seed: 13, numRuns: 20 },
      );
    });
  });
}
