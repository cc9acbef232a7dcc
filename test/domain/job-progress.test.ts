import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { progressOf } from '../../shared/domain/job-progress.ts';
import { aJob, at } from '../contract/support/samples.ts';

const job = aJob('int-1', {
  ...{ streams: ['tasks'], totalRecords: 300, expectedRecords: 1200 },
  startedAt: at,
  updatedAt: '2026-03-01T10:01:00.000Z',
});

describe('the progress of a run', () => {
  test('says how much is done, of how much, how fast, and when it will be', () => {
    expect(progressOf(job)).toEqual({
      ...{ phase: 'READING', done: 300, total: 1200, rate: 5 },
      estimatedEndAt: '2026-03-01T10:04:00.000Z',
    });
  });

  test('promises no end where the other system does not say how much there is', () => {
    const { expectedRecords: _unknown, ...blind } = job;
    expect(progressOf(blind)).toMatchObject({ total: null, rate: 5, estimatedEndAt: null });
  });

  test('promises nothing before the first page, while it waits, or once it is over', () => {
    const none = { total: 1200, estimatedEndAt: null };
    expect(progressOf({ ...job, totalRecords: 0, updatedAt: at })).toMatchObject({
      ...none,
      rate: 0,
      done: 0,
    });
    expect(progressOf({ ...job, status: 'PENDING' })).toMatchObject(none);
    const over = { ...job, status: 'COMPLETED', completedAt: '2026-03-01T10:00:30.000Z' } as const;
    expect(progressOf(over)).toMatchObject({ phase: 'DONE', total: 300, rate: 10, estimatedEndAt: null });
    expect(progressOf({ ...over, status: 'CANCELLED' })).toMatchObject({ phase: 'DONE', total: null });
  });

  test('believes no total that is less than what was read', () => {
    expect(progressOf({ ...job, expectedRecords: 100 })).toMatchObject({ total: null, estimatedEndAt: null });
    expect(progressOf({ ...job, expectedRecords: 300 })).toMatchObject({
      ...{ total: 300, estimatedEndAt: '2026-03-01T10:01:00.000Z' },
    });
  });

  test('is reading as long as there are lists to read, and before its further steps are known', () => {
    expect(progressOf({ ...job, later: [{ kind: 'waiting' }] }).phase).toBe('READING');
    expect(progressOf({ ...job, streams: [] }).phase).toBe('READING');
  });

  test.each([
    [{ kind: 'absent', streams: ['tasks'] }, 'COMPARING'],
    [{ kind: 'local', resourceType: 'TASK' }, 'SENDING'],
    [{ kind: 'waiting' }, 'WAKING'],
  ] as const)('after the lists, at %j, it is %s', (step, phase) => {
    expect(progressOf({ ...job, streams: [], later: [step], localCount: 60 })).toMatchObject({
      ...{ phase, done: 360, total: null, rate: 6, estimatedEndAt: null },
    });
  });

  test('never promises an end before its last sign of life', () => {
    const count = fc.nat({ max: 1_000_000 });
    fc.assert(
      fc.property(count, count, fc.integer({ min: 1, max: 86_400 }), (read, expected, seconds) => {
        const updatedAt = new Date(Date.parse(at) + seconds * 1000).toISOString();
        const { estimatedEndAt, total } = progressOf({
          ...{ ...job, totalRecords: read, expectedRecords: expected },
          updatedAt,
        });
        if (estimatedEndAt !== null) expect(estimatedEndAt >= updatedAt).toBe(true);
        expect(total === null || total >= read).toBe(true);
      }),
      { seed: 5 },
    );
  });
});
