import { describe, expect, test } from 'vitest';
import { estimateSeconds } from '../../shared/domain/job-estimate.ts';
import { verdictOn } from '../../shared/domain/job-verdict.ts';
import { isSweepDue } from '../../shared/domain/sweep.ts';
import { aJob } from '../contract/support/samples.ts';

const run = (seconds: number, records: number, more: Parameters<typeof aJob>[1] = {}) =>
  aJob('int-1', { status: 'COMPLETED', durationMs: seconds * 1000, totalRecords: records, ...more });

describe('how long a run is likely to take', () => {
  test('is not promised before there was one like it', () => {
    expect(estimateSeconds([], { fullSync: false })).toBeNull();
    expect(estimateSeconds([run(50, 100)], { fullSync: true })).toBeNull();
    const unfinished = [run(50, 100, { status: 'FAILED' }), run(50, 100, { status: 'RUNNING' })];
    expect(estimateSeconds(unfinished, { fullSync: false })).toBeNull();
  });

  test('leaves out runs that did not end, and those whose time nobody noted', () => {
    const failed = run(900, 10, { status: 'FAILED' });
    const untimed = aJob('int-1', { status: 'COMPLETED', totalRecords: 70 });
    expect(estimateSeconds([failed, run(10, 100), untimed], { fullSync: false })).toBe(10);
    expect(estimateSeconds([untimed], { fullSync: false })).toBeNull();
  });

  test('counts the records of both sides', () => {
    const past = [run(10, 100, { localCount: 100 }), run(20, 100), run(60, 300)];
    expect(estimateSeconds(past, { fullSync: false })).toBe(40);
  });

  test('of two runs lies half-way between them', () => {
    expect(estimateSeconds([run(60, 300), run(10, 100)], { fullSync: false })).toBe(30);
  });

  test('does not depend on the order in which they are told', () => {
    const past = [run(1000, 1000), run(90, 9), run(100, 50), run(8, 2), run(400, 100)];
    expect(estimateSeconds(past, { fullSync: false })).toBe(200);
    expect(estimateSeconds([...past].reverse(), { fullSync: false })).toBe(200);
  });

  test('is the middle time per record times the middle number of records', () => {
    const past = [run(10, 100), run(40, 200), run(300, 1000)];
    expect(estimateSeconds(past, { fullSync: false })).toBe(40);
  });

  test('is not led astray by one run that waited a night', () => {
    const past = [run(10, 100), run(11, 100), run(40_000, 100)];
    expect(estimateSeconds(past, { fullSync: false })).toBe(11);
  });

  test('of runs that mostly find nothing is short, yet never nothing', () => {
    expect(estimateSeconds([run(0.4, 0), run(0.6, 0)], { fullSync: false })).toBe(1);
    expect(estimateSeconds([run(4, 0), run(6, 0)], { fullSync: false })).toBe(5);
    expect(estimateSeconds([run(10, 1000), run(1, 0), run(1, 0)], { fullSync: false })).toBe(1);
  });
});

describe('a run', () => {
  const counts = (errorCount: number, successCount: number) => ({
    ...{ errorCount, successCount, unchangedCount: 0, conflictCount: 0 },
  });

  test('is bad when more than a tenth of its records failed, and fair up to there', () => {
    expect(verdictOn(counts(11, 89))).toBe('bad');
    expect(verdictOn(counts(10, 90))).toBe('fair');
    expect(verdictOn(counts(0, 100))).toBe('clean');
    expect(verdictOn(counts(0, 0))).toBe('clean');
    expect(verdictOn({ ...counts(1, 0), unchangedCount: 5, conflictCount: 4 })).toBe('fair');
  });

  test('is to look at everything when none did for a week', () => {
    const now = '2026-03-15T02:00:00.000Z';
    expect(isSweepDue({}, now)).toBe(true);
    expect(isSweepDue({ lastSweepAt: '2026-03-08T03:30:00.000Z' }, now)).toBe(true);
    expect(isSweepDue({ lastSweepAt: '2026-03-08T14:00:00.000Z' }, now)).toBe(true);
    expect(isSweepDue({ lastSweepAt: '2026-03-08T14:00:00.001Z' }, now)).toBe(false);
  });
});
