import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mapConcurrently } from '../../shared/application/concurrency.ts';

describe('work side by side', () => {
  test('keeps the order of its results and never more under way than allowed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 4 })),
        fc.integer({ min: 1, max: 5 }),
        async (turns, limit) => {
          let [running, most] = [0, 0];
          const results = await mapConcurrently(turns, limit, async (turn, index) => {
            most = Math.max(most, ++running);
            for (let left = turn; left > 0; left--) await Promise.resolve();
            running--;
            return index;
          });
          expect(results).toEqual(turns.map((_, index) => index));
          expect(most).toBeLessThanOrEqual(limit);
        },
      ),
      { seed: 62, numRuns: 100 },
    );
  });

  test('is done for items that are undefined too', async () => {
    expect(await mapConcurrently([1, undefined, 3], 2, async (item) => String(item))).toEqual([
      '1',
      'undefined',
      '3',
    ]);
  });

  test('that fails begins nothing more, and has ended when the failure is told', async () => {
    const [begun, done]: [number[], number[]] = [[], []];
    const items = [0, 1, 2, 3, 4, 5, 6, 7];
    const work = mapConcurrently(items, 3, async (item) => {
      begun.push(item);
      for (let left = item * 3; left > 0; left--) await Promise.resolve();
      if (item === 1) throw new Error('The second fails.');
      done.push(item);
    });
    await expect(work).rejects.toThrow('The second fails.');
    expect(begun.filter((item) => item !== 1)).toEqual(done);
    expect(begun.length).toBeLessThan(items.length);
  });
});
