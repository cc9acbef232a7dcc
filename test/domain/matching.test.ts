import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decidedReview, decisionOf } from '../../shared/domain/match-review.ts';
import { decideMatch, type MatchView, matchKey } from '../../shared/domain/matching.ts';
import { resourceTypes } from '../../shared/domain/resources.ts';
import type { Fields } from '../../shared/domain/values.ts';
import { aReview, at } from '../contract/support/samples.ts';

describe('two records may be linked by', () => {
  test.each<[string, Parameters<typeof matchKey>[0], Fields, Fields]>([
    [
      'a member’s e-mail address, whatever its capitals',
      'MEMBER',
      { email: 'Mia@Pool.org', name: 'Mia' },
      { email: ' mia@pool.ORG', name: 'M.' },
    ],
    [
      'a task’s title and due date',
      'TASK',
      { title: 'Plant  trees', dueDate: '2026-04-01' },
      { title: 'plant trees', dueDate: '2026-04-01', status: 'TODO' },
    ],
    [
      'a task’s title when neither has a due date',
      'TASK',
      { title: 'Plant trees' },
      { title: 'Plant trees', dueDate: '' },
    ],
    [
      'an event’s title and start',
      'EVENT',
      { title: 'Picnic', startsAt: '2026-05-01T10:00[Europe/Berlin]' },
      { title: 'PICNIC', startsAt: '2026-05-01T10:00[Europe/Berlin]' },
    ],
    ['a committee’s name', 'COMMITTEE', { name: 'Garden' }, { name: 'garden' }],
  ])('%s', (_what, type, ours, theirs) => {
    expect(matchKey(type, ours)).toBeDefined();
    expect(matchKey(type, ours)).toBe(matchKey(type, theirs));
  });

  test.each<[string, Parameters<typeof matchKey>[0], Fields, Fields]>([
    [
      'tasks of the same title on different days',
      'TASK',
      { title: 'Water', dueDate: '2026-04-01' },
      { title: 'Water', dueDate: '2026-04-02' },
    ],
    [
      'tasks of which only one has a day',
      'TASK',
      { title: 'Water', dueDate: '2026-04-01' },
      { title: 'Water' },
    ],
    [
      'members of the same name',
      'MEMBER',
      { name: 'Mia', email: 'a@x.org' },
      { name: 'Mia', email: 'b@x.org' },
    ],
  ])('nothing: %s', (_what, type, ours, theirs) => {
    expect(matchKey(type, ours)).not.toBe(matchKey(type, theirs));
  });

  test('nothing when a value that it needs is missing, and never across kinds', () => {
    expect(matchKey('MEMBER', { name: 'Mia' })).toBeUndefined();
    expect(matchKey('EVENT', { title: 'Picnic' })).toBeUndefined();
    const keys = resourceTypes.map((type) =>
      matchKey(type, {
        title: 'A',
        name: 'A',
        email: 'A',
        startsAt: 'A',
        committeeId: 'A',
        memberId: 'A',
        date: 'A',
        minutes: 1,
      }),
    );
    expect(new Set(keys).size).toBe(resourceTypes.length);
  });
});

const match = (more: Partial<MatchView> = {}) =>
  decideMatch({
    integration: { matchMode: 'MATCH_THEN_CREATE' },
    resourceType: 'TASK',
    candidates: [],
    twins: 0,
    ...more,
  });
const free = (id: string) => ({ id, taken: false });
const taken = (id: string) => ({ id, taken: true });

describe('an external record that has no counterpart yet', () => {
  test('is linked to the one record here that it could be', () => {
    expect(match({ candidates: [free('a')] })).toEqual({
      act: 'link',
      internalId: 'a',
      by: 'title and due date',
    });
    expect(match({ candidates: [taken('a'), free('b')] })).toMatchObject({ act: 'link', internalId: 'b' });
  });

  test('is new when there is none, or left alone where nothing is to be created', () => {
    expect(match()).toEqual({ act: 'create' });
    expect(match({ integration: { matchMode: 'MATCH_ONLY' } })).toMatchObject({ act: 'leave' });
  });

  test('waits for a person when it could be several, or several over there could be it', () => {
    expect(match({ candidates: [free('a'), free('b')] })).toMatchObject({
      act: 'review',
      candidates: ['a', 'b'],
      reason: '2 records here have the same title and due date',
    });
    expect(match({ candidates: [free('a')], twins: 1 })).toMatchObject({
      act: 'review',
      reason: '2 records over there have the same title and due date',
    });
  });

  test('is a second task when its like is linked already, but no second member', () => {
    expect(match({ candidates: [taken('a')] })).toEqual({ act: 'create' });
    expect(match({ resourceType: 'MEMBER', candidates: [taken('a')] })).toMatchObject({ act: 'review' });
  });

  test('is what a person said, whatever else there is', () => {
    const candidates = [free('a'), free('b')];
    const decide = (decision: Parameters<typeof decidedReview>[1]) => {
      const decided = decisionOf(decidedReview(aReview(), decision, 'ada', at));
      return match({ candidates, ...(decided === undefined ? {} : { decided }) });
    };
    expect(decide({ act: 'link', internalId: 'b' })).toMatchObject({ act: 'link', internalId: 'b' });
    expect(decide({ act: 'create' })).toEqual({ act: 'create' });
    expect(decide({ act: 'skip' })).toMatchObject({ act: 'leave' });
    expect(decisionOf(aReview())).toBeUndefined();
  });

  test('is never linked without asking unless exactly one free record and no twin could be meant', () => {
    const candidate = fc.record({ id: fc.uuid(), taken: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(candidate, { maxLength: 4 }),
        fc.nat(2),
        fc.constantFrom(...resourceTypes),
        (candidates, twins, resourceType) => {
          const { act } = match({ candidates, twins, resourceType });
          const open = candidates.filter((item) => !item.taken);
          expect(act === 'link').toBe(open.length === 1 && twins === 0);
          if (act === 'create') expect(open).toHaveLength(0);
        },
      ),
      { seed: 51, numRuns: 300 },
    );
  });
});

describe('whoever asks why a newcomer was not linked reads', () => {
  test('that its like is somebody else’s', () => {
    expect(match({ resourceType: 'MEMBER', candidates: [taken('a')] })).toEqual({
      act: 'review',
      candidates: ['a'],
      reason: 'the record here with the same e-mail address is linked to another one over there',
    });
  });
  test('that nothing is created here, or that a person left it out', () => {
    const integration = { matchMode: 'MATCH_ONLY' } as const;
    expect(match({ integration, resourceType: 'COMMITTEE' })).toEqual({
      act: 'leave',
      reason: 'nothing here has the same name, and this integration creates nothing',
    });
    expect(match({ decided: { act: 'skip' } })).toEqual({
      act: 'leave',
      reason: 'a person decided to leave it out',
    });
  });
  test('by whose hand it was linked', () => {
    expect(match({ decided: { act: 'link', internalId: 'b' } })).toEqual({
      ...{ act: 'link', internalId: 'b', by: 'hand' },
    });
  });
  test('a member of whom there is none yet is new', () => {
    expect(match({ resourceType: 'MEMBER' })).toEqual({ act: 'create' });
  });
});

test('letters of any width and words of any distance make no difference, words do', () => {
  const key = (name: string) => matchKey('COMMITTEE', { name });
  expect(key('ﬁre  brigade')).toBe(key('Fire Brigade'));
  expect(key('firebrigade')).not.toBe(key('Fire Brigade'));
});
