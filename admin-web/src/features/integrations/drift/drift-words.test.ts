import { expect, test } from 'vitest';
import { noDrift } from '../../../../../shared/domain/drift.ts';
import { comparisonProgress, leftOutText, resultText } from './drift-words.ts';

const result = (more: Partial<typeof noDrift>, share = 100) => ({ counts: { ...noDrift, ...more }, share });

test('a comparison without a difference is one short sentence', () => {
  expect(resultText(result({ fields: 41_210, equal: 41_210 }))).toBe(
    '100 % of 41,210 compared fields are equal.',
  );
  expect(resultText(result({ fields: 1, equal: 1 }))).toBe('100 % of 1 compared field is equal.');
  expect(resultText(result({}))).toBe('There was nothing to compare.');
});

test('every difference is counted under its reason, the gravest last', () => {
  expect(
    resultText(result({ fields: 41_210, equal: 41_201, waiting: 6, conflict: 2, unexplained: 1 }, 99.98)),
  ).toBe(
    '99.98 % of 41,210 compared fields are equal. 6 differ because a change is on its way, 2 differ because both sides changed them and 1 differs for no reason that is known.',
  );
});

test('what was put right is told', () => {
  expect(resultText(result({ fields: 10, equal: 8, repaired: 2 }))).toBe(
    '100 % of 10 compared fields are equal. 2 fields differed for no reason and were put right.',
  );
  expect(resultText(result({ fields: 10, equal: 9, repaired: 1 }))).toContain(
    '1 field differed for no reason and was',
  );
});

test('what was not compared is told as well', () => {
  expect(leftOutText({ ...noDrift, alone: 1, unread: 3 })).toBe(
    '1 pair is left alone and 3 pairs could not be read.',
  );
  expect(leftOutText(noDrift)).toBeUndefined();
});

test('a comparison says how far it is where the end is known', () => {
  const running = { id: 'd', startedAt: '', startedBy: 'ada', share: 100, requests: 1 };
  const counts = { ...noDrift, pairs: 1200 };
  expect(comparisonProgress({ ...running, counts, expected: 5000 })).toEqual({
    text: 'Comparing: 1,200 of about 5,000 pairs',
    share: 0.24,
  });
  expect(comparisonProgress({ ...running, counts, expected: null }).text).toBe(
    'Comparing: 1,200 pairs so far',
  );
  expect(comparisonProgress({ ...running, counts, expected: 3 }).share).toBeUndefined();
});
