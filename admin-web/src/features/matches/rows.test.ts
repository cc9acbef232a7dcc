import { describe, expect, test } from 'vitest';
import type { MappingView } from '../../../../shared/contract/mappings.ts';
import { actsOf, explained } from './acts.ts';
import { nameOf, numbersOf, type Row, rowsOf, stateOf } from './rows.ts';

const at = '2026-11-26T08:00:00.000Z';
const pair: MappingView = {
  id: 'map_1',
  resourceType: 'TASK',
  internalId: 'task-1',
  externalId: '99',
  syncStatus: 'SYNCED',
  base: { title: { value: 'Plant oaks', at, by: 'external' } },
  lastSyncedAt: at,
  createdAt: at,
  state: { kind: 'IN_STEP', text: 'Both records are in step.' },
  version: 3,
};
const row: Row = { kind: 'pair', pair };
const leftAlone = { how: 'excluded', by: 'ada', at, reason: 'a trial' } as const;
const alone: Row = {
  kind: 'alone',
  alone: { resourceType: 'MEMBER', side: 'external', recordId: '7', leftAlone },
};
const inState = (kind: MappingView['state']['kind']): Row => ({
  kind: 'pair',
  pair: { ...pair, state: { kind, text: '' } },
});

describe('A line of the matches', () => {
  test('is called by the title that both agreed on', () => expect(nameOf(row)).toBe('Plant oaks'));

  test('is called by its kind and number where nothing is agreed on yet', () => {
    expect(nameOf({ kind: 'pair', pair: { ...pair, base: {} } })).toBe('Task task-1');
    expect(nameOf(alone)).toBe('Member 7');
  });

  test('has the number of either side that is known', () => {
    expect(numbersOf(row)).toEqual({ ours: 'task-1', theirs: '99' });
    expect(numbersOf(alone)).toEqual({ theirs: '7' });
  });

  test('says who left a record alone, and why', () => {
    expect(stateOf(alone)).toMatchObject({
      word: { text: 'Left out' },
      text: expect.stringContaining('ada'),
    });
    expect(stateOf(alone).text).toContain('a trial');
  });

  test('is shown once although two pages hold it', () => {
    const page = {
      mappings: [pair],
      creating: [],
      alone: [],
      pagination: { limit: 50, offset: 0, total: 1, hasMore: false },
    };
    expect(rowsOf([page, page])).toEqual([row]);
  });
});

describe('What can be done with it', () => {
  test.for([
    ['IN_STEP', ['unlink', 'exclude']],
    ['RESTING', ['resume', 'unlink', 'exclude']],
    ['UNLINKED', ['relink']],
    ['EXCLUDED', ['include']],
  ] as const)('in state %s: %j', ([kind, acts]) => expect(actsOf(inState(kind))).toEqual(acts));

  test('a record without a partner can take part again; one on its way is left to arrive', () => {
    expect(actsOf(alone)).toEqual(['include']);
    const claim = { resourceType: 'TASK', internalId: 'task-2', claimedAt: at, text: 'On its way' } as const;
    expect(actsOf({ kind: 'creating', claim })).toEqual([]);
  });

  test('unlinking says that nothing is deleted, and where', () => {
    expect(explained('unlink', row, 'Asana').stays).toBe(
      'Both records stay as they are, in BritePool and in Asana. Nothing is deleted.',
    );
  });
});
