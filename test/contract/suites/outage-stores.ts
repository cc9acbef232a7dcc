import { describe, expect, test } from 'vitest';
import type { BreakerStore, Maintenance, MaintenanceStore } from '../../../shared/application/ports.ts';
import type { Breaker } from '../../../shared/domain/breaker.ts';
import { at, fresh } from '../support/samples.ts';
import { race } from '../support/walk.ts';

const aBreaker = (more: Partial<Breaker> = {}): Breaker => ({
  ...{ schemaVersion: 1, integrationId: fresh('int'), version: 1, state: 'closed', failures: 1 },
  ...{ firstFailureAt: at, reason: 'api.example did not answer in time.' },
  ...more,
});

export function breakerStoreContract(name: string, make: () => BreakerStore): void {
  describe(`${name} keeps breakers`, () => {
    test('as they were written, one an integration, and forgets them', async () => {
      const store = make();
      const open = aBreaker({ state: 'open', openedAt: at, probeAt: at, claimedAt: at });
      const closed = aBreaker();
      expect([await store.put(open), await store.put(closed)]).toEqual(['written', 'written']);
      expect(await store.get(open.integrationId)).toEqual(open);
      const found = await store.getMany([open.integrationId, fresh('int'), closed.integrationId]);
      expect(new Set(found.map(({ integrationId }) => integrationId))).toEqual(
        new Set([open.integrationId, closed.integrationId]),
      );
      await store.remove(open.integrationId);
      expect(await store.get(open.integrationId)).toBeUndefined();
    });

    test('of many who count a failure at once exactly one is believed', async () => {
      const store = make();
      const breaker = aBreaker();
      await store.put(breaker);
      const answers = await race(6, (index) =>
        store.put({ ...breaker, version: 2, failures: 2, reason: `failure ${index}` }),
      );
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
    });
  });
}

export function maintenanceStoreContract(name: string, make: () => MaintenanceStore): void {
  test(`${name} keeps the maintenance switch, and nobody turns it without having seen it`, async () => {
    const store = make();
    expect(await store.get()).toBeUndefined();
    const off: Maintenance = {
      ...{ schemaVersion: 1, version: 1, on: true, reason: 'The database is moved.' },
      ...{ changedAt: at, changedBy: 'ada' },
    };
    expect(await store.put(off)).toBe('written');
    expect(await store.put(off)).toBe('stale');
    expect(await store.put({ ...off, version: 2, on: false })).toBe('written');
    expect(await store.get()).toEqual({ ...off, version: 2, on: false });
  });
}
