import { describe, expect, test } from 'vitest';
import { decidedReview, decisionOf } from '../../shared/domain/match-review.ts';
import { aReview, at } from '../contract/support/samples.ts';
import { later } from './support/a-pair.ts';

const question = aReview({ version: 1 });

describe('an answer to "which of ours is it?"', () => {
  test('is kept with who gave it and when, one version on', () => {
    const { internalId: _none, ...open } = question;
    expect(decidedReview(question, { act: 'link', internalId: 'task-1' }, 'ada', later)).toEqual({
      ...open,
      version: 2,
      status: 'LINKED',
      internalId: 'task-1',
      decidedBy: 'ada',
      decidedAt: later,
      updatedAt: later,
      createdAt: at,
    });
  });

  test('that is given anew forgets the record that the first one named', () => {
    const linked = decidedReview(question, { act: 'link', internalId: 'task-1' }, 'ada', at);
    const skipped = decidedReview(linked, { act: 'skip' }, 'mia', later);
    expect(skipped).toMatchObject({ version: 3, status: 'SKIPPED', decidedBy: 'mia' });
    expect(skipped).not.toHaveProperty('internalId');
  });

  test.each([{ act: 'link', internalId: 'task-1' }, { act: 'create' }, { act: 'skip' }] as const)(
    'can be read from the question again: %j',
    (decision) => {
      expect(decisionOf(decidedReview(question, decision, 'ada', at))).toEqual(decision);
    },
  );
});

test('nothing is decided while nobody answered, or where there was no question', () => {
  expect(decisionOf(question)).toBeUndefined();
  expect(decisionOf(undefined)).toBeUndefined();
  expect(decisionOf({ ...question, internalId: 'task-1' })).toBeUndefined();
  expect(decisionOf({ ...question, status: 'LINKED' })).toBeUndefined();
});
