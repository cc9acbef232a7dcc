import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnswerView, decideAnswer } from '../../shared/domain/decide-answer.ts';
import type { FieldRule } from '../../shared/domain/reconcile.ts';
import { reconcile } from '../../shared/domain/reconcile.ts';
import type { Fields } from '../../shared/domain/values.ts';

const at = '2026-03-01T10:00:00.000Z';
const rules: readonly FieldRule[] = [
  { field: 'title', direction: 'both' },
  { field: 'description', direction: 'both', emptyOverwrites: true },
  { field: 'estimatedMinutes', direction: 'out' },
  { field: 'tags', direction: 'both' },
];
const decide = (sent: Fields, answer: Fields, more: Partial<AnswerView> = {}) =>
  decideAnswer({ resourceType: 'TASK', rules, base: {}, sent, local: sent, answer, held: [], at, ...more });

describe('what the vendor answers to our values', () => {
  test('is agreed on when it is what we sent', () => {
    expect(decide({ title: 'A' }, { title: 'A' })).toEqual({
      base: { title: { value: 'A', at, by: 'local' } },
      follow: {},
      notes: [],
      settled: true,
    });
  });

  test('is followed when the vendor has its own form for it', () => {
    expect(decide({ title: ' A ' }, { title: 'A' })).toMatchObject({
      base: { title: { value: 'A' } },
      follow: { title: 'A' },
      notes: [{ field: 'title', before: ' A ', after: 'A', from: 'external' }],
      settled: true,
    });
  });

  test('in another order of a set is the same', () => {
    expect(decide({ tags: ['a', 'b'] }, { tags: ['b', 'a'] })).toMatchObject({ follow: {}, settled: true });
  });

  test('and has lost a value keeps ours, and is remembered as a difference that is agreed on', () => {
    const plan = decide({ title: 'A' }, {});
    expect(plan).toMatchObject({
      base: { title: { value: 'A', external: null, by: 'rule' } },
      follow: {},
      notes: [{ field: 'title', before: 'A', after: null }],
      settled: true,
    });
  });

  test('and has lost a value that empty may overwrite is followed', () => {
    expect(decide({ description: 'A' }, {})).toMatchObject({ follow: { description: null } });
  });

  test('of a field that only flows out is not read, and nothing is noted', () => {
    expect(decide({ estimatedMinutes: 30 }, {})).toMatchObject({
      base: { estimatedMinutes: { value: 30, external: null } },
      notes: [],
      settled: true,
    });
  });

  test('and cannot be understood leaves what we sent as agreed, and the pair open', () => {
    const held = [{ field: 'title', reason: 'unknown value' }];
    expect(decide({ title: 'A' }, {}, { held })).toMatchObject({
      base: { title: { value: 'A' } },
      follow: {},
      settled: false,
    });
  });

  test('never turns back what somebody changed here meanwhile', () => {
    const local = { title: 'Edited meanwhile' };
    expect(decide({ title: ' A ' }, { title: 'A' }, { local })).toMatchObject({
      base: { title: { value: 'A' } },
      follow: {},
      settled: false,
    });
  });

  test('of a record that was found, and changed on both sides since, leaves the choice to the strategy', () => {
    const view = { local: { title: 'Ours' }, adopted: 'own' as const };
    const { base, follow } = decide({ title: 'As sent' }, { title: 'Theirs' }, view);
    expect([base.title?.value, follow]).toEqual(['As sent', {}]);
  });

  test('of a record that was there before agrees on what is equal and leaves the rest to the strategy', () => {
    const sent = { title: 'A', description: 'Ours' };
    const plan = decide(sent, { title: 'A', description: 'Theirs' }, { adopted: 'foreign' });
    expect(plan).toMatchObject({ base: { title: { value: 'A' } }, follow: {}, settled: false });
    expect(plan.base).not.toHaveProperty('description');
  });

  test('whatever it is, a second look finds nothing to write', () => {
    const value = fc.constantFrom(null, 'A', ' A ', 'B');
    const fields = fc.record({ title: value, description: value });
    fc.assert(
      fc.property(fields, fields, (sent, answer) => {
        const plan = decide(sent, answer);
        const local = { ...sent, ...plan.follow };
        const next = reconcile({
          resourceType: 'TASK',
          rules,
          base: plan.base,
          local,
          external: answer,
          held: [],
          at,
        });
        expect([next.localChanges, next.externalChanges, next.settled]).toEqual([{}, {}, true]);
      }),
      { seed: 64, numRuns: 300 },
    );
  });
});

describe('whoever asks what became of a pushed value reads', () => {
  test('that the vendor keeps it in its own form, or keeps something else', () => {
    expect(decide({ title: ' A ' }, { title: 'A' }).notes).toEqual([
      {
        ...{ field: 'title', before: ' A ', after: 'A', from: 'external' },
        rule: 'the external system keeps it in this form',
      },
    ]);
    expect(decide({ title: 'A' }, {}).notes).toEqual([
      {
        ...{ field: 'title', before: 'A', after: null, from: 'external' },
        rule: 'the external system keeps something else; ours stays as it is',
      },
    ]);
  });

  test('the same of a field that no rule maps any more: it is not followed', () => {
    const plan = decide({ priority: 'HIGH' }, { priority: 'LOW' });
    expect(plan).toMatchObject({ follow: {}, base: { priority: { value: 'HIGH', external: 'LOW' } } });
    expect(plan.notes).toHaveLength(1);
  });

  test('nothing of a value that was held: only that very field stays as it was sent', () => {
    const held = [{ field: 'title', reason: 'unknown value' }];
    const plan = decide({ title: 'A', description: ' B ' }, { description: 'B' }, { held });
    expect(plan.follow).toEqual({ description: 'B' });
    expect(plan.base.title).toEqual({ value: 'A', at, by: 'local' });
  });
});

test('a pair is open while something else of theirs still has to come here', () => {
  const view = { local: { title: 'A', description: null } };
  expect(decide({ title: 'A' }, { title: 'A', description: 'new there' }, view).settled).toBe(false);
  expect(decide({ title: 'A' }, { title: 'A' }, view).settled).toBe(true);
});
