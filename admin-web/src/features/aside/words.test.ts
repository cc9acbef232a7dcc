import { describe, expect, test } from 'vitest';
import type { Parked } from './requests/parked.ts';
import { causeWords, changeWords, doneWords, nextTry, reachWords, titleOf } from './words.ts';

const now = Date.parse('2026-11-25T12:00:00.000Z');
const failed = { state: 'FAILED', faultKind: 'rejected', changedIn: 'BRITEPOOL' } as const;

describe('What is set aside', () => {
  test('is told by its cause, with the side that said no', () => {
    expect(causeWords(failed, 'Asana')).toBe('Asana did not accept the change');
    expect(causeWords({ ...failed, changedIn: 'EXTERNAL' }, 'Asana')).toBe(
      'BritePool did not accept the change',
    );
    expect(causeWords({ ...failed, faultKind: 'unavailable' }, 'the other system')).toBe(
      'The other system did not answer',
    );
    expect(causeWords({ ...failed, state: 'WAITING' }, 'Asana')).toBe('Waiting for the integration to go on');
  });

  test.for([
    [{ state: 'FAILED', tries: 2, nextTryAt: '2026-11-25T12:04:10.000Z' }, 'Try 3 in 4 min'],
    [{ state: 'FAILED', tries: 2, nextTryAt: '2026-11-25T11:59:00.000Z' }, 'Try 3 any moment'],
    [{ state: 'FAILED', tries: 6, nextTryAt: null }, 'Not tried again by itself'],
    [{ state: 'WAITING', tries: 0, nextTryAt: null }, 'Goes on by itself'],
  ] as const)('%o: "%s"', ([item, text]) => {
    expect(nextTry(item, now)).toBe(text);
  });

  test('says how far it reaches, and what to call a record without a title', () => {
    expect(reachWords({ count: 1, integrationIds: ['a'] })).toBe('1 record');
    expect(reachWords({ count: 12, integrationIds: ['a', 'b'] })).toBe('12 records in 2 integrations');
    const item: Parked = {
      ...failed,
      ...{ id: 'i', integrationId: 'a', integrationName: 'A', text: 'No.', causeKey: 'rejected:no' },
      resourceType: 'TASK',
      kind: 'deleted',
      ...{ recordId: 't1', logId: 'l', tries: 1 },
      ...{ parkedAt: '2026-11-25T12:00:00.000Z', nextTryAt: null, editable: false },
    };
    expect(titleOf(item)).toBe('Task t1');
    expect(changeWords(item, 'Asana')).toBe('Deleted in BritePool');
  });

  test('tells what came of an act for many, and why some stayed', () => {
    expect(doneWords('retry', { done: 12, refused: 0 })).toBe('12 changes on the way again.');
    expect(doneWords('drop', { done: 1, refused: 2, why: 'Gone.' })).toBe(
      '1 change dropped. 2 changes stayed: Gone.',
    );
  });
});
