import { describe, expect, test } from 'vitest';
import type { Standing } from '../../lib/glossary.ts';
import { byNeed, standingOf } from './need.ts';
import { summaryOf } from './summary.ts';

type Looked = Parameters<typeof standingOf>[0];
const integration = (name: string, status: Looked['status'], pendingConflicts = 0) => ({
  name,
  status,
  stats: { pendingConflicts },
});

describe('The list of integrations', () => {
  test('puts those that need somebody first, then goes by name', () => {
    const sorted = byNeed([
      integration('Healthy B', 'ACTIVE'),
      integration('Off', 'DISABLED'),
      integration('Paused', 'PAUSED'),
      integration('Healthy A', 'ACTIVE'),
      integration('To decide', 'ACTIVE', 3),
      integration('Stopped', 'ERROR', 9),
      integration('Struggling', 'DEGRADED'),
    ]);
    const names = ['Stopped', 'Struggling', 'To decide', 'Healthy A', 'Healthy B', 'Paused', 'Off'];
    expect(sorted.map(({ name }) => name)).toEqual(names);
  });

  test('calls one that runs but is not well struggling, and one that is only being filled not', () => {
    const ill = { ...integration('Ill', 'ACTIVE'), health: { status: 'DEGRADED' } } as const;
    const currentJob = { jobType: 'INITIAL_IMPORT' } as NonNullable<Looked['currentJob']>;
    expect(standingOf(ill)).toBe('struggling');
    expect(standingOf({ ...ill, currentJob })).toBe('importing');
    expect(standingOf({ ...ill, status: 'PAUSED' })).toBe('paused');
  });
});

const many = (count: number, standing: Standing): readonly Standing[] =>
  Array.from({ length: count }, () => standing);

describe('The sentence on top', () => {
  test.for([
    [[], 'Nothing is connected yet.'],
    [many(1, 'healthy'), 'It is healthy.'],
    [many(2, 'healthy'), 'Both are healthy.'],
    [many(14, 'healthy'), 'All 14 are healthy.'],
    [
      [...many(5, 'healthy'), 'paused', 'stopped', 'to-decide'],
      'Five are healthy, one is paused and two need you.',
    ],
    [['importing', 'healthy'], 'One is healthy and one is bringing over its first records.'],
    [['struggling'], 'One needs you.'],
    [['off', 'paused'], 'One is paused and one is switched off.'],
  ] as const)('for %j is "%s"', ([standings, sentence]) => {
    expect(summaryOf(standings)).toBe(sentence);
  });
});
