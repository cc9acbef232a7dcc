import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PairStore } from '../../../shared/application/ports.ts';
import type { PairClaim } from '../../../shared/domain/claim.ts';
import type { IntegrationMapping } from '../../../shared/domain/mapping.ts';
import { aClaim, aMapping, aNewPair, fresh } from '../support/samples.ts';
import { race } from '../support/walk.ts';

const pairOf = (claim: PairClaim, more: Partial<IntegrationMapping> = {}): IntegrationMapping =>
  aMapping({ id: claim.id, integrationId: claim.integrationId, internalId: claim.internalId, ...more });
const whose = (claim: PairClaim) => [claim.integrationId, claim.resourceType, claim.internalId] as const;

export function pairClaimsContract(name: string, make: () => PairStore): void {
  describe(`${name} keeps the creates under way`, () => {
    test('a claim is found by our record and among all open ones, and is no pair yet', async () => {
      const pairs = make();
      const claim = aClaim();
      expect(await pairs.claim(claim)).toBe('claimed');
      expect(await pairs.claimOf(...whose(claim))).toEqual(claim);
      expect(await pairs.openClaims(claim.integrationId, 'TASK')).toEqual([claim]);
      expect(await pairs.openClaims(claim.integrationId, 'MEMBER')).toEqual([]);
      expect(await pairs.byInternalId(...whose(claim))).toBeUndefined();
      expect(await pairs.claimOf(claim.integrationId, 'TASK', fresh('record'))).toBeUndefined();
    });

    test('a record that is claimed cannot be claimed, linked or made part of a new pair', async () => {
      const pairs = make();
      const claim = aClaim();
      await pairs.claim(claim);
      expect(await pairs.claim({ ...claim, id: fresh('map') })).toBe('exists');
      expect(await pairs.link(pairOf(claim))).toBe('exists');
      const pair = aNewPair({ integrationId: claim.integrationId, internalId: claim.internalId });
      expect(await pairs.create([pair])).toEqual(['exists']);
      expect(await pairs.claimOf(...whose(claim))).toEqual(claim);
    });

    test('a record that has a pair cannot be claimed', async () => {
      const pairs = make();
      const mapping = aMapping();
      await pairs.link(mapping);
      const { integrationId, internalId } = mapping;
      expect(await pairs.claim(aClaim({ integrationId, internalId }))).toBe('exists');
      expect(await pairs.openClaims(integrationId, 'TASK')).toEqual([]);
    });

    test('a completed claim is a pair in both directions and no claim any more', async () => {
      const pairs = make();
      const claim = aClaim();
      await pairs.claim(claim);
      const mapping = pairOf(claim);
      expect(await pairs.complete(claim, mapping)).toBe('linked');
      expect(await pairs.byInternalId(...whose(claim))).toEqual(mapping);
      expect(await pairs.byExternalId(mapping)).toEqual(mapping);
      expect(await pairs.claimOf(...whose(claim))).toBeUndefined();
      expect(await pairs.openClaims(claim.integrationId, 'TASK')).toEqual([]);
      expect(await pairs.complete(claim, pairOf(claim))).toBe('stale');
    });

    test('an external record that has a pair completes no second one; the claim stays', async () => {
      const pairs = make();
      const claim = aClaim();
      const other = aMapping({ integrationId: claim.integrationId });
      await pairs.link(other);
      await pairs.claim(claim);
      expect(await pairs.complete(claim, pairOf(claim, { externalId: other.externalId }))).toBe('exists');
      expect(await pairs.byExternalId(other)).toEqual(other);
      expect(await pairs.claimOf(...whose(claim))).toEqual(claim);
    });

    test('a released claim gives our record free; a pair is not released by an old claim', async () => {
      const pairs = make();
      const claim = aClaim();
      await pairs.claim(claim);
      await pairs.release(claim);
      expect(await pairs.claimOf(...whose(claim))).toBeUndefined();
      expect(await pairs.claim(claim)).toBe('claimed');
      const mapping = pairOf(claim);
      await pairs.complete(claim, mapping);
      await pairs.release(claim);
      expect(await pairs.byInternalId(...whose(claim))).toEqual(mapping);
    });

    test('a pair whose external record is gone becomes a claim again, unless somebody changed it', async () => {
      const pairs = make();
      const mapping = aMapping();
      await pairs.link(mapping);
      const { integrationId, internalId } = mapping;
      const claim = aClaim({ integrationId, internalId, recreates: true });
      expect(await pairs.reclaim({ ...mapping, version: 2 }, claim)).toBe('stale');
      expect(await pairs.byInternalId(...whose(claim))).toEqual(mapping);
      expect(await pairs.reclaim(mapping, claim)).toBe('claimed');
      expect(await pairs.claimOf(...whose(claim))).toEqual(claim);
      expect(await pairs.byExternalId(mapping)).toBeUndefined();
      expect(await pairs.byInternalId(...whose(claim))).toBeUndefined();
      expect(await pairs.complete(claim, pairOf(claim))).toBe('linked');
    });

    test('claims go with their integration', async () => {
      const pairs = make();
      const [claim, other] = [aClaim(), aClaim()];
      for (const item of [claim, other]) await pairs.claim(item);
      await pairs.removeAll(claim.integrationId);
      expect(await pairs.openClaims(claim.integrationId, 'TASK')).toEqual([]);
      expect(await pairs.claim({ ...claim, id: fresh('map') })).toBe('claimed');
      expect(await pairs.openClaims(other.integrationId, 'TASK')).toEqual([other]);
    });

    test('of any number of simultaneous claims of one record exactly one wins', async () => {
      const pairs = make();
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 2, max: 8 }), async (writers) => {
          const first = aClaim();
          const rivals = Array.from({ length: writers }, () => ({ ...first, id: fresh('map') }));
          const answers = await race(writers, (index) => pairs.claim(rivals[index] ?? first));
          expect(answers.filter((answer) => answer === 'claimed')).toHaveLength(1);
          const winner = rivals[answers.indexOf('claimed')];
          expect(await pairs.openClaims(first.integrationId, 'TASK')).toEqual([winner]);
        }),
        { seed: 14, numRuns: 15 },
      );
    });
  });
}
