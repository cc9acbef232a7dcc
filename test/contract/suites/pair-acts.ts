import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AuditStore, ConflictStore, PairStore } from '../../../shared/application/ports.ts';
import type { LoneRecord, RecordPlace } from '../../../shared/domain/left-alone.ts';
import type { IntegrationMapping } from '../../../shared/domain/mapping.ts';
import { aLone, aWord } from '../support/lone-samples.ts';
import { aClaim, aConflict, aMapping, aNewPair, anAuditEntry, fresh } from '../support/samples.ts';
import { race, walk } from '../support/walk.ts';

interface ActStores {
  readonly pairs: PairStore;
  readonly audit: AuditStore;
  readonly conflicts: ConflictStore;
}

const next = (mapping: IntegrationMapping, more: Partial<IntegrationMapping> = {}): IntegrationMapping => ({
  ...mapping,
  version: mapping.version + 1,
  ...more,
});
const unlinked = aWord({ how: 'unlinked' });
const halfOf = ({ integrationId, resourceType, internalId, externalId }: IntegrationMapping) => ({
  ours: { integrationId, resourceType, side: 'local', recordId: internalId } satisfies RecordPlace,
  theirs: { integrationId, resourceType, side: 'external', recordId: externalId } satisfies RecordPlace,
});
const byText = (a: string, b: string): number => (a < b ? -1 : 1);
const nobody = { kind: 'nobody' } as const;

export function pairActsContract(name: string, make: () => ActStores): void {
  const entries = async ({ audit }: ActStores) =>
    (await audit.list({ limit: 200 })).items.map(({ id }) => id);

  describe(`${name} carries out what an admin says of a pair`, () => {
    test('with its audit entry and the end of its conflict, or none of them when somebody was faster', async () => {
      const stores = make();
      const { pairs, conflicts } = stores;
      const mapping = aMapping();
      const conflict = aConflict({ integrationId: mapping.integrationId });
      await pairs.link(mapping);
      await conflicts.put(conflict);
      const closed = { ...conflict, version: 2, status: 'AUTO_RESOLVED' as const };
      const [first, late, torn] = [anAuditEntry(), anAuditEntry(), anAuditEntry()];
      const second = next(mapping, { leftAlone: unlinked });
      expect(await pairs.act(second, first, closed)).toBe('written');
      expect(await pairs.act(next(mapping, { leftAlone: aWord() }), late)).toBe('stale');
      expect(await pairs.act(next(second, { leftAlone: aWord() }), torn, closed)).toBe('stale');
      expect(await pairs.byExternalId(mapping)).toEqual(second);
      expect((await conflicts.get(conflict.id))?.status).toBe('AUTO_RESOLVED');
      const known = await entries(stores);
      expect([first, late, torn].map(({ id }) => known.includes(id))).toEqual([true, false, false]);
    });

    test('and lists the pair under what was said, no longer under its state', async () => {
      const { pairs } = make();
      const integrationId = fresh('int');
      const words = [unlinked, aWord(), undefined, undefined];
      const all = words.map((leftAlone) =>
        aMapping({ integrationId, ...(leftAlone === undefined ? {} : { leftAlone }) }),
      );
      for (const mapping of all) await pairs.link(mapping);
      const ids = async (filter: Parameters<PairStore['list']>[1]) =>
        (await walk((page) => pairs.list(integrationId, filter, page), 1)).map(({ id }) => id).sort(byText);
      expect(await ids({ place: 'UNLINKED' })).toEqual([all[0]?.id]);
      expect(await ids({ place: 'EXCLUDED', resourceType: 'TASK' })).toEqual([all[1]?.id]);
      expect(await ids({ place: 'SYNCED' })).toEqual([all[2]?.id ?? '', all[3]?.id ?? ''].sort(byText));
      expect(await ids({ resourceType: 'TASK' })).toEqual(all.map(({ id }) => id).sort(byText));
      expect(await ids({})).toEqual(all.map(({ id }) => id).sort(byText));
      const [first] = all;
      if (first === undefined) throw new Error('There is no pair.');
      expect(await pairs.summaries([first])).toMatchObject([{ leftAlone: unlinked }]);
    });
  });

  describe(`${name} holds the place of a record that is left alone`, () => {
    test('so that nothing links, creates, claims or completes a pair of it, until it is taken up', async () => {
      const stores = make();
      const { pairs } = stores;
      const integrationId = fresh('int');
      const theirs = aLone({ integrationId });
      const ours = aLone({ integrationId, side: 'local' });
      const [first, second, third] = [anAuditEntry(), anAuditEntry(), anAuditEntry()];
      expect(await pairs.setAside(theirs, first)).toBe('written');
      expect(await pairs.setAside(ours, second)).toBe('written');
      expect(await pairs.setAside(theirs, third)).toBe('taken');
      const known = await entries(stores);
      expect([first, second, third].map(({ id }) => known.includes(id))).toEqual([true, true, false]);
      const there = { integrationId, externalId: theirs.recordId };
      const here = { integrationId, internalId: ours.recordId };
      expect(await pairs.link(aMapping(there))).toBe('exists');
      expect(await pairs.link(aMapping(here))).toBe('exists');
      expect(await pairs.create([aNewPair(there), aNewPair(here)])).toEqual(['exists', 'exists']);
      expect(await pairs.claim(aClaim(here))).toBe('exists');
      const claim = aClaim({ integrationId });
      await pairs.claim(claim);
      const made = aMapping({ ...there, id: claim.id, internalId: claim.internalId });
      expect(await pairs.complete(claim, made)).toBe('exists');
      expect(await pairs.byExternalId(aMapping(there))).toBeUndefined();
      expect(await pairs.byExternalIds([aMapping(there)])).toEqual([]);
      expect(await pairs.summaries([aMapping(there)])).toEqual([]);
      expect(await pairs.byInternalId(integrationId, 'TASK', ours.recordId)).toBeUndefined();
      expect(await pairs.byInternalIds(integrationId, 'TASK', [ours.recordId])).toEqual([]);
      expect((await pairs.list(integrationId, {}, { limit: 10 })).items).toEqual([]);
      const both = await pairs.alone([theirs, ours, theirs, aLone({ integrationId })]);
      expect(new Set(both)).toEqual(new Set([theirs, ours]));
      const another = { ...theirs, leftAlone: aWord({ at: '2026-03-02T10:00:00.000Z' }) };
      expect(await pairs.takeUp(another, anAuditEntry())).toBe('stale');
      expect(await pairs.takeUp(theirs, anAuditEntry())).toBe('written');
      expect(await pairs.takeUp(theirs, anAuditEntry())).toBe('stale');
      expect(await pairs.link(aMapping(there))).toBe('linked');
    });

    test('but not of one that has a pair or is being created', async () => {
      const { pairs } = make();
      const mapping = aMapping();
      await pairs.link(mapping);
      const claim = aClaim({ integrationId: mapping.integrationId });
      await pairs.claim(claim);
      const { ours, theirs } = halfOf(mapping);
      for (const place of [ours, theirs, { ...ours, recordId: claim.internalId }])
        expect(await pairs.setAside(aLone(place), anAuditEntry())).toBe('taken');
      expect(await pairs.byExternalId(mapping)).toEqual(mapping);
      expect(await pairs.byInternalId(mapping.integrationId, 'TASK', mapping.internalId)).toEqual(mapping);
    });

    test('lists them by what was said and by kind, page by page, and forgets those of a removed integration', async () => {
      const { pairs } = make();
      const integrationId = fresh('int');
      const all = Array.from({ length: 9 }, (_, index) =>
        aLone({
          integrationId,
          side: index % 2 === 0 ? 'local' : 'external',
          resourceType: index % 3 === 0 ? 'MEMBER' : 'TASK',
          leftAlone: index < 3 ? unlinked : aWord(),
        }),
      );
      for (const lone of [...all, aLone()]) await pairs.setAside(lone, anAuditEntry());
      const ids = async (filter: Parameters<PairStore['listAlone']>[1]) =>
        (await walk((page) => pairs.listAlone(integrationId, filter, page), 2))
          .map(({ recordId }) => recordId)
          .sort(byText);
      const expected = (wanted: (lone: LoneRecord) => boolean) =>
        all
          .filter(wanted)
          .map(({ recordId }) => recordId)
          .sort(byText);
      expect(await ids({})).toEqual(expected(() => true));
      expect(await ids({ how: 'unlinked' })).toEqual(
        expected(({ leftAlone }) => leftAlone.how === 'unlinked'),
      );
      expect(await ids({ resourceType: 'MEMBER' })).toEqual(
        expected(({ resourceType }) => resourceType === 'MEMBER'),
      );
      await pairs.removeAll(integrationId);
      expect(await ids({})).toEqual([]);
      expect(await pairs.alone(all)).toEqual([]);
    });

    test('of any number of simultaneous claims, links and words about one record exactly one wins', async () => {
      const { pairs } = make();
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom('claim', 'link', 'word'), { minLength: 2, maxLength: 9 }),
          async (ways) => {
            const integrationId = fresh('int');
            const internalId = fresh('record');
            const here = { integrationId, internalId };
            const answers = await race(ways.length, async (index) => {
              if (ways[index] === 'claim') return pairs.claim(aClaim(here));
              if (ways[index] === 'link') return pairs.link(aMapping(here));
              return pairs.setAside(
                aLone({ integrationId, side: 'local', recordId: internalId }),
                anAuditEntry(),
              );
            });
            expect(answers.filter((answer) => answer !== 'exists' && answer !== 'taken')).toHaveLength(1);
          },
        ),
        { seed: 21, numRuns: 20 },
      );
    });
  });

  describe(`${name} pairs two records by hand`, () => {
    test('that nobody holds, and no second time', async () => {
      const stores = make();
      const { pairs } = stores;
      const mapping = aMapping();
      const [entry, late] = [anAuditEntry(), anAuditEntry()];
      expect(await pairs.relink({ mapping, ours: nobody, theirs: nobody }, entry)).toBe('linked');
      expect(await pairs.relink({ mapping, ours: nobody, theirs: nobody }, late)).toBe('stale');
      expect(await pairs.byExternalId(mapping)).toEqual(mapping);
      expect(await pairs.byInternalId(mapping.integrationId, 'TASK', mapping.internalId)).toEqual(mapping);
      const known = await entries(stores);
      expect([entry, late].map(({ id }) => known.includes(id))).toEqual([true, false]);
    });

    test('that are left alone or being created', async () => {
      const { pairs } = make();
      const integrationId = fresh('int');
      const [theirs, second] = [aLone({ integrationId }), aLone({ integrationId })];
      const ours = aLone({ integrationId, side: 'local' });
      const claim = aClaim({ integrationId });
      for (const lone of [theirs, second, ours]) await pairs.setAside(lone, anAuditEntry());
      await pairs.claim(claim);
      const first = aMapping({ integrationId, internalId: ours.recordId, externalId: theirs.recordId });
      const other = aMapping({ integrationId, internalId: claim.internalId, externalId: second.recordId });
      const alone = (lone: LoneRecord) => ({ kind: 'alone', lone }) as const;
      const hand = { mapping: first, ours: alone(ours), theirs: alone(theirs) };
      expect(await pairs.relink(hand, anAuditEntry())).toBe('linked');
      expect(await pairs.relink(hand, anAuditEntry())).toBe('stale');
      expect(await pairs.byInternalId(integrationId, 'TASK', ours.recordId)).toEqual(first);
      const done = { mapping: other, ours: { kind: 'claim', claim } as const, theirs: alone(second) };
      expect(await pairs.relink(done, anAuditEntry())).toBe('linked');
      expect(await pairs.byInternalId(integrationId, 'TASK', claim.internalId)).toEqual(other);
      expect(await pairs.openClaims(integrationId, 'TASK')).toEqual([]);
      expect(await pairs.alone([theirs, second, ours])).toEqual([]);
    });

    test('that were each other’s before', async () => {
      const { pairs } = make();
      const mapping = aMapping({ leftAlone: unlinked });
      await pairs.link(mapping);
      const { leftAlone: _over, ...rest } = next(mapping);
      const half = { kind: 'unlinked', mapping } as const;
      expect(await pairs.relink({ mapping: rest, ours: half, theirs: half }, anAuditEntry())).toBe('linked');
      expect(await pairs.relink({ mapping: rest, ours: half, theirs: half }, anAuditEntry())).toBe('stale');
      expect(await pairs.byInternalId(rest.integrationId, 'TASK', rest.internalId)).toEqual(rest);
      expect((await pairs.list(rest.integrationId, {}, { limit: 5 })).items).toEqual([rest]);
    });

    test('that were halves of other pairs: the halves that stay behind are left alone, each by itself', async () => {
      const { pairs } = make();
      const integrationId = fresh('int');
      const [a, b] = [
        aMapping({ integrationId, leftAlone: unlinked }),
        aMapping({ integrationId, leftAlone: unlinked }),
      ];
      for (const mapping of [a, b]) await pairs.link(mapping);
      const mapping = aMapping({
        integrationId,
        internalId: a.internalId,
        externalId: b.externalId,
        version: 2,
      });
      const hand = {
        mapping,
        ours: { kind: 'unlinked', mapping: a },
        theirs: { kind: 'unlinked', mapping: b },
      } as const;
      expect(await pairs.relink(hand, anAuditEntry())).toBe('linked');
      expect(await pairs.relink(hand, anAuditEntry())).toBe('stale');
      expect(await pairs.byInternalId(integrationId, 'TASK', a.internalId)).toEqual(mapping);
      expect(await pairs.byExternalId(b)).toEqual(mapping);
      expect(await pairs.byExternalId(a)).toBeUndefined();
      expect(await pairs.byInternalId(integrationId, 'TASK', b.internalId)).toBeUndefined();
      const left = await pairs.alone([halfOf(a).theirs, halfOf(b).ours]);
      expect(new Set(left.map(({ side, recordId }) => `${side} ${recordId}`))).toEqual(
        new Set([`external ${a.externalId}`, `local ${b.internalId}`]),
      );
      expect(left.map(({ leftAlone }) => leftAlone)).toEqual([unlinked, unlinked]);
      expect((await pairs.list(integrationId, {}, { limit: 5 })).items).toEqual([mapping]);
      expect((await pairs.listAlone(integrationId, {}, { limit: 5 })).items).toHaveLength(2);
    });
  });
}
