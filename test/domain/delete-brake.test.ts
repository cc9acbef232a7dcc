import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brake, type DeleteWindow, deletesAllowed, emptyWindow } from '../../shared/domain/delete-brake.ts';

const at = '2026-03-01T10:00:00.000Z';
const later = (minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString();
const keys = (from: number, count: number) => Array.from({ length: count }, (_, n) => `map-${from + n}`);

describe('the brake on deletions', () => {
  test.each([
    [100_000, 20],
    [400, 20],
    [399, 19],
    [100, 5],
    [40, 2],
    [20, 1],
    [3, 1],
    [0, 1],
  ])('of %i mapped records lets at most %i go in an hour', (mapped, allowed) => {
    expect(deletesAllowed(mapped)).toBe(allowed);
  });

  test('stops a batch as a whole: nothing of it is deleted', () => {
    const verdict = brake(emptyWindow('int-1'), keys(1, 6), 100, at, 'approval-1');
    expect(verdict).toMatchObject({ passed: [], window: { approvalId: 'approval-1', recent: [] } });
    expect(verdict.stopped).toHaveLength(6);
  });

  test('adds up what comes one by one, and forgets it after an hour', () => {
    const first = brake(emptyWindow('int-1'), keys(1, 5), 100, at, 'a').window ?? emptyWindow('int-1');
    expect(brake(first, keys(6, 1), 100, later(59), 'a').stopped).toEqual(['map-6']);
    expect(brake(first, keys(6, 1), 100, later(60), 'a').passed).toEqual(['map-6']);
  });

  test('lets a deletion that passed before pass again, so that a try cut off is finished', () => {
    const window: DeleteWindow = {
      ...emptyWindow('int-1'),
      recent: [{ key: 'map-1', at }],
      approvalId: 'approval-1',
    };
    expect(brake(window, ['map-1', 'map-2'], 400, at, 'b')).toEqual({
      passed: ['map-1'],
      stopped: ['map-2'],
      window: undefined,
    });
  });

  test('whatever the batches and their order, never more than allowed pass in an hour, and after a stop none', () => {
    const step = fc.record({
      minutes: fc.integer({ min: 0, max: 40 }),
      batch: fc.uniqueArray(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 12 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), fc.array(step, { maxLength: 12 }), (mapped, steps) => {
        let window = emptyWindow('int-1');
        let minute = 0;
        const passed = new Map<string, number>();
        for (const { minutes, batch } of steps) {
          minute += minutes;
          const verdict = brake(
            window,
            batch.map((n) => `map-${n}`),
            mapped,
            later(minute),
            'approval-1',
          );
          const stoppedBefore = window.approvalId !== undefined;
          for (const key of verdict.passed) {
            expect(stoppedBefore && !passed.has(key)).toBe(false);
            if (!passed.has(key)) passed.set(key, minute);
          }
          window = verdict.window ?? window;
          const lastHour = [...passed.values()].filter((when) => when > minute - 60);
          expect(lastHour.length).toBeLessThanOrEqual(deletesAllowed(mapped));
          expect(new Set([...verdict.passed, ...verdict.stopped]).size).toBe(batch.length);
        }
      }),
      { seed: 62, numRuns: 300 },
    );
  });
});
