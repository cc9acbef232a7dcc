import { describe, expect, test } from 'vitest';
import { announcedTry, decidedWords } from './log-words.ts';

const now = Date.parse('2026-11-25T12:00:00.000Z');
const attempt = { at: '2026-11-25T11:50:00.000Z', kind: 'unavailable', sentence: 'No answer.' } as const;
const twice = [attempt, { ...attempt, nextTryAt: '2026-11-25T12:04:00.000Z' }];

describe('An entry of the log', () => {
  test('announces the next try while there is one to come', () => {
    expect(announcedTry({ outcome: 'held', attempts: twice, decided: undefined }, now)).toBe(
      'Try 3 in 4 min',
    );
  });

  test.for([
    ['went through', { outcome: 'applied', attempts: twice, decided: undefined }],
    ['is only tried by a person', { outcome: 'dead', attempts: [attempt], decided: undefined }],
    [
      'was dropped',
      { outcome: 'dead', attempts: twice, decided: { act: 'dropped', by: 'ada', at: attempt.at } },
    ],
  ] as const)('announces none when it %s', ([, log]) => {
    expect(announcedTry({ ...log, attempts: [...log.attempts] }, now)).toBeUndefined();
  });

  test('says who decided about it, and why', () => {
    expect(decidedWords({ act: 'dropped', by: 'ada', at: attempt.at, reason: 'A test.' })).toMatch(
      /^Dropped by ada, .+: A test\.$/,
    );
    expect(decidedWords({ act: 'edited', by: 'ben', at: attempt.at })).toMatch(
      /^Edited and tried again by ben, .+\.$/,
    );
  });
});
