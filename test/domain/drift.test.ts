import { describe, expect, test } from 'vitest';
import {
  type Difference,
  isComparisonDue,
  noDrift,
  settled,
  shareEqual,
  tallied,
} from '../../shared/domain/drift.ts';

const ref = { resourceType: 'TASK', stream: 'tasks', internalId: 'task-1', externalId: 'x-1' } as const;
const empty = { counts: noDrift, differences: [] as readonly Difference[] };
const differs = (field: string, reason: Difference['reason']) => ({ field, reason, because: 'It does.' });

describe('what a comparison counts', () => {
  test('100 % means all: a single field of a million that differs is not rounded away', () => {
    expect(shareEqual(noDrift)).toBe(100);
    expect(shareEqual({ ...noDrift, fields: 1_000_000, equal: 999_999 })).toBe(99.99);
    expect(shareEqual({ ...noDrift, fields: 3, equal: 2, repaired: 1 })).toBe(100);
  });

  test('every compared field once: equal, under its reason, or put right later', () => {
    const differences = [differs('title', 'unexplained'), differs('status', 'held')];
    const first = tallied(empty, ref, { fields: 5, differences }, ['title']);
    expect(first.counts).toEqual({ ...noDrift, pairs: 1, fields: 4, equal: 3, held: 1 });
    const mended = settled(
      first,
      { ...ref, fields: ['title'] },
      { differences: [differs('status', 'held')] },
    );
    expect(mended.counts).toEqual({ ...noDrift, pairs: 1, fields: 5, equal: 3, held: 1, repaired: 1 });
    const stays = settled(first, { ...ref, fields: ['title'] }, { differences });
    expect(stays.counts).toEqual({ ...noDrift, pairs: 1, fields: 5, equal: 3, held: 1, unexplained: 1 });
    expect(stays.differences.map(({ reason }) => reason)).toEqual(['unexplained', 'held']);
  });

  test('names the gravest 200 and counts all', () => {
    const many = Array.from({ length: 250 }, (_, at) => differs(`field-${at}`, 'waiting'));
    const kept = tallied(empty, ref, { fields: 251, differences: [...many, differs('title', 'conflict')] });
    expect(kept.counts).toMatchObject({ waiting: 250, conflict: 1, equal: 0 });
    expect(kept.differences).toHaveLength(200);
    expect(kept.differences[0]).toMatchObject({ field: 'title', reason: 'conflict' });
  });

  test('a pair that is left alone is counted as that', () => {
    const { counts } = tallied(empty, ref, { fields: 0, differences: [], alone: 'It is excluded.' });
    expect(counts).toEqual({ ...noDrift, alone: 1 });
  });
});

describe('a comparison is due', () => {
  const day = (n: number) => `2026-03-0${n}T10:00:00.000Z`;
  const read = { createdAt: day(1), lastSyncAt: day(1) };
  const last = (pairs: number) => ({ startedAt: day(1), counts: { ...noDrift, pairs } });

  test('a day after the integration was made, if everything was read once', () => {
    expect(isComparisonDue({ createdAt: day(1) }, undefined, day(5))).toBe(false);
    expect(isComparisonDue(read, undefined, '2026-03-02T09:59:59.999Z')).toBe(false);
    expect(isComparisonDue(read, undefined, day(2))).toBe(true);
  });

  test('a day after the last began, a week with more than 5,000 pairs', () => {
    expect(isComparisonDue(read, last(5000), '2026-03-02T09:59:59.999Z')).toBe(false);
    expect(isComparisonDue(read, last(5000), day(2))).toBe(true);
    expect(isComparisonDue(read, last(5001), day(7))).toBe(false);
    expect(isComparisonDue(read, last(5001), day(8))).toBe(true);
  });
});
