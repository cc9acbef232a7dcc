import { describe, expect, test } from 'vitest';
import { aRun } from './__fixtures__/run.ts';
import { causesOf } from './causes.ts';
import { countsText, figuresOf, isQuiet, runStanding, tookText } from './run-words.ts';

describe('A run in words', () => {
  test('says what it came to, leaving out what did not happen', () => {
    expect(countsText(aRun('10:00'))).toBe('40 records looked at');
    expect(
      countsText(
        aRun('10:00', {
          totalRecords: 1,
          successCount: 1200,
          handedOnCount: 3,
          conflictCount: 2,
          errorCount: 1,
        }),
      ),
    ).toBe('1 record looked at, 1,200 changed, 3 sent on their way, 2 to decide, 1 failed');
  });

  test('that waits says whether for somebody or for its integration', () => {
    expect(runStanding({ status: 'PENDING', heldBy: 'ADMIN' }).text).toBe('Paused');
    expect(runStanding({ status: 'PENDING', heldBy: 'INTEGRATION' }).text).toBe('Waits');
    expect(runStanding({ status: 'FAILED' }).tone).toBe('bad');
  });

  test('is quiet when it went well and had nothing to do', () => {
    expect(isQuiet(aRun('10:00'))).toBe(true);
    expect(isQuiet(aRun('10:00', { handedOnCount: 1 }))).toBe(false);
    expect(isQuiet(aRun('10:00', { status: 'CANCELLED' }))).toBe(false);
  });

  test('takes as long as it took, or as it has until now', () => {
    const now = Date.parse('2026-03-01T10:00:30.000Z');
    expect(tookText(aRun('10:00'), now)).toBe('4.0 s');
    expect(tookText({ startedAt: '2026-03-01T10:00:00.000Z' }, now)).toBe('30 s');
  });
});

describe('The figures of a day', () => {
  test('count those that somebody stopped neither as well nor as failed', () => {
    const runs = [
      aRun('10:00', { durationMs: 1000 }),
      aRun('10:01', { durationMs: 3000 }),
      aRun('10:02', { status: 'FAILED', durationMs: 8000 }),
      aRun('10:03', { status: 'CANCELLED', durationMs: 90_000 }),
    ];
    expect(figuresOf(runs)).toEqual({ ended: 4, wellPercent: 66.7, averageMs: 4000, longestMs: 8000 });
  });

  test('are unknown where nothing ended', () => {
    expect(figuresOf([])).toEqual({ ended: 0, wellPercent: null, averageMs: null, longestMs: null });
  });
});

describe('What failed in a run', () => {
  const failed = (errorMessage: string, recordTitle?: string) => ({
    ...{ errorMessage, externalId: 'ext_9', resourceId: null },
    ...(recordTitle === undefined ? {} : { recordTitle }),
  });

  test('is told by cause, the most frequent first, each record once', () => {
    const causes = causesOf([
      failed('No such list', 'Oaks'),
      failed('Too long'),
      failed('Too long', 'Limes'),
      failed('Too long', 'Limes'),
    ]);
    expect(causes).toEqual([
      { text: 'Too long', count: 3, records: ['ext_9', 'Limes'] },
      { text: 'No such list', count: 1, records: ['Oaks'] },
    ]);
  });
});
