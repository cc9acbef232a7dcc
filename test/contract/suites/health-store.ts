import { describe, expect, test } from 'vitest';
import type { HealthSnapshot, HealthStore } from '../../../shared/application/ports.ts';
import { noFacts } from '../../../shared/domain/health.ts';
import { type HourFigures, noFigures } from '../../../shared/domain/hour-figures.ts';
import { at, fresh } from '../support/samples.ts';

const look = (integrationId: string, score = 90): HealthSnapshot => ({
  ...{ schemaVersion: 1, integrationId, measuredAt: at },
  facts: { ...noFacts, answerMs: 500, failingKinds: ['TASK'], recentErrors: ['The name is too long.'] },
  health: { status: 'HEALTHY', score, sentence: 'All is well.' },
});
const figures = (integrationId: string, hour: string, more: Partial<HourFigures> = {}): HourFigures => ({
  ...noFigures(integrationId, hour),
  ...{
    in: { applied: 3, rejected: 1 },
    kinds: { TASK: { ended: 4, failed: 1 } },
    score: 90,
    lowestScore: 70,
  },
  ...more,
});

export function healthStoreContract(name: string, make: () => HealthStore): void {
  describe(`${name} keeps health`, () => {
    test('the last look at each integration; those never looked at are left out', async () => {
      const store = make();
      const [one, two] = [fresh('int'), fresh('int')];
      await store.put(look(one, 10), []);
      await store.put(look(one), []);
      await store.put(look(two, 50), []);
      const found = await store.snapshots([one, two, fresh('int')]);
      expect(found).toHaveLength(2);
      expect(found).toEqual(expect.arrayContaining([look(one), look(two, 50)]));
      expect(await store.snapshots([])).toEqual([]);
    });

    test('the hours of one integration, oldest first, within bounds, across months', async () => {
      const store = make();
      const id = fresh('int');
      const hours = ['2026-02-28T23', '2026-03-01T00', '2026-03-01T01'].map((hour) =>
        figures(id, `${hour}:00:00.000Z`),
      );
      await store.put(look(id), [...hours].reverse());
      await store.put(look(fresh('int')), [figures(fresh('int'), '2026-03-01T00:00:00.000Z')]);
      expect(await store.hours(id, '2026-01-01T00:00:00.000Z', '2026-03-31T00:00:00.000Z')).toEqual(hours);
      expect(await store.hours(id, '2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z')).toEqual([
        hours[1],
      ]);
      expect(await store.hours(id, '2026-03-02T00:00:00.000Z', '2026-03-01T00:00:00.000Z')).toEqual([]);
    });

    test('an hour that is counted again is replaced, as it was the better count', async () => {
      const store = make();
      const id = fresh('int');
      const hour = '2026-03-01T10:00:00.000Z';
      await store.put(look(id), [figures(id, hour)]);
      await store.put(look(id), [figures(id, hour, { in: { applied: 9 }, atLeast: true })]);
      expect(await store.hours(id, hour, hour)).toEqual([
        figures(id, hour, { in: { applied: 9 }, atLeast: true }),
      ]);
    });
  });
}
