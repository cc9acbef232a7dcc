import { describe, expect, test } from 'vitest';
import {
  type ConflictResolution,
  conflictAfter,
  isOpen,
  nextConflict,
  sameClash,
  staysNamed,
} from '../../shared/domain/conflict.ts';
import { conflictStatuses } from '../../shared/domain/integration.ts';
import type { FieldDecision, Plan } from '../../shared/domain/reconcile.ts';
import { aConflict, aMapping, at } from '../contract/support/samples.ts';
import { ada, later } from './support/a-pair.ts';

const decision = (
  field: string,
  act: FieldDecision['act'],
  more: Partial<FieldDecision> = {},
): FieldDecision => ({
  ...{ field, act, base: 'Plant trees', local: 'Plant oaks', external: 'Plant limes', result: 'Plant oaks' },
  rule: 'both sides changed it to different values',
  ...more,
});
const plan = (...decisions: readonly FieldDecision[]): Plan => ({
  ...{ decisions, localChanges: {}, externalChanges: {}, base: {}, settled: false },
});
const mapping = aMapping();
const look = (decisions: readonly FieldDecision[], known?: ConflictResolution) =>
  conflictAfter(plan(...decisions), {
    ...{ mapping, known, at: later, freshId: 'conf-new', externalAt: undefined },
    stamps: { title: { at, by: ada } },
  });
const pending = aConflict({ id: 'conf-1' });
const whats = (conflict: ConflictResolution | undefined) => conflict?.history.map(({ what }) => what);

describe('a conflict', () => {
  test('is opened with everything that is known of the pair and of both sides', () => {
    expect(look([decision('title', 'clash')])).toStrictEqual({
      schemaVersion: 1,
      id: 'conf-new',
      version: 1,
      integrationId: mapping.integrationId,
      resourceType: 'TASK',
      resourceId: mapping.internalId,
      externalId: mapping.externalId,
      fields: [
        {
          field: 'title',
          base: 'Plant trees',
          local: { value: 'Plant oaks', at, by: ada },
          external: { value: 'Plant limes' },
          reason: 'both sides changed it to different values',
        },
      ],
      status: 'PENDING',
      history: [
        {
          at: later,
          what: 'opened',
          values: [{ field: 'title', local: 'Plant oaks', external: 'Plant limes' }],
        },
      ],
      createdAt: later,
      updatedAt: later,
    });
  });

  test('says nothing of who and when where nobody knows', () => {
    const [field] = look([decision('notes', 'clash')])?.fields ?? [];
    expect(field?.local).toStrictEqual({ value: 'Plant oaks' });
  });

  test('is not asked again while the question is the same', () => {
    expect(look([decision('title', 'clash')], pending)).toBeUndefined();
    expect(look([decision('title', 'clash')], { ...pending, status: 'IGNORED' })).toBeUndefined();
  });

  test('is asked again when a value changed, though somebody had put it aside', () => {
    const changed = look([decision('title', 'clash', { local: 'Plant ashes' })], {
      ...pending,
      status: 'IGNORED',
    });
    expect(changed).toMatchObject({ id: 'conf-1', version: 2, status: 'PENDING' });
    expect(changed?.fields).toMatchObject([{ local: { value: 'Plant ashes' } }]);
    expect(whats(changed)).toEqual(['changed']);
  });

  test('closes itself when nothing clashes any more, put aside or not', () => {
    for (const status of ['PENDING', 'IGNORED'] as const) {
      const closed = look([decision('title', 'agree')], { ...pending, status });
      expect(closed).toMatchObject({ status: 'AUTO_RESOLVED', version: 2, resolvedAt: later });
      expect(whats(closed)).toEqual(['auto-resolved']);
    }
    expect(look([decision('title', 'agree')], { ...pending, status: 'RESOLVED' })).toBeUndefined();
    expect(look([decision('title', 'agree')])).toBeUndefined();
  });

  test('that closed itself is over: a new clash is a new one', () => {
    const fresh = look([decision('title', 'clash')], { ...pending, status: 'AUTO_RESOLVED' });
    expect(fresh).toMatchObject({ id: 'conf-new', version: 1 });
  });

  test('that was decided is asked again when the decision cannot be carried out any more', () => {
    const resolution = { strategy: 'LOCAL_WINS', values: { title: 'Plant oaks' }, pushed: true } as const;
    const decided = {
      ...pending,
      status: 'RESOLVED',
      resolution,
      resolvedBy: 'ada',
      resolvedAt: at,
    } as const;
    const reopened = look([decision('title', 'clash')], decided);
    expect(reopened).toMatchObject({ id: 'conf-1', status: 'PENDING' });
    expect(whats(reopened)).toEqual(['reopened']);
    for (const forgotten of ['resolution', 'resolvedBy', 'resolvedAt'])
      expect(reopened).not.toHaveProperty(forgotten);
  });

  test('keeps a field whose value cannot be understood at the moment, and no other', () => {
    const both = { ...pending, fields: [...pending.fields, { ...aField(), field: 'notes' }] };
    const now = look([decision('title', 'hold'), decision('notes', 'agree')], both);
    expect(now?.fields).toEqual(pending.fields);
    expect(look([decision('title', 'hold')])).toBeUndefined();
  });
});

function aField(): ConflictResolution['fields'][number] {
  const [field] = aConflict().fields;
  if (field === undefined) throw new Error('There is no field.');
  return field;
}

describe('the history of a conflict', () => {
  const values = { title: 'Plant ashes' };
  const resolution = { strategy: 'CUSTOM_MERGE', values, pushed: true } as const;

  test('has both values of every step, and what was decided where somebody decided', () => {
    const decided = nextConflict(
      { ...pending, status: 'RESOLVED', resolution },
      { at: later, what: 'resolved', by: 'ada' },
    );
    expect(decided.history).toStrictEqual([
      {
        ...{ at: later, what: 'resolved', by: 'ada' },
        values: [{ field: 'title', local: 'Plant oaks', external: 'Plant limes', decided: 'Plant ashes' }],
      },
    ]);
    expect(decided.updatedAt).toBe(later);
  });

  test('names no decision that does not hold any more', () => {
    const asked = nextConflict({ ...pending, resolution }, { at: later, what: 'reopened' });
    expect(asked.history[0]?.values[0]).not.toHaveProperty('decided');
  });

  test('keeps its last fifty steps', () => {
    const step = { at, what: 'changed', values: [] } as const;
    const long = nextConflict(
      { ...pending, history: Array.from({ length: 50 }, () => step) },
      { at: later, what: 'resolved' },
    );
    expect(long.history).toHaveLength(50);
    expect(long.history.at(-1)?.what).toBe('resolved');
  });
});

describe('a pair names its conflict', () => {
  test('as long as it is open', () => {
    expect(conflictStatuses.filter((status) => isOpen({ status }))).toEqual(['PENDING', 'IGNORED']);
    const named = (status: ConflictResolution['status']) => staysNamed(plan(), { ...pending, status });
    expect(conflictStatuses.filter(named)).toEqual(['PENDING', 'IGNORED']);
  });

  test('as long as a decided field waits to be understood', () => {
    const decided = { ...pending, status: 'RESOLVED' } as const;
    const waits = [decision('notes', 'agree'), decision('title', 'hold')];
    expect(staysNamed(plan(...waits), decided)).toBe(true);
    expect(staysNamed(plan(...waits), { ...pending, status: 'AUTO_RESOLVED' })).toBe(false);
    expect(staysNamed(plan(decision('notes', 'hold'), decision('title', 'agree')), decided)).toBe(false);
    const two = { ...decided, fields: [...decided.fields, { ...aField(), field: 'tags' }] };
    expect(staysNamed(plan(...waits), two)).toBe(true);
  });
});

describe('two conflicts ask the same question', () => {
  const one = aField();
  const other = { ...one, field: 'notes' };

  test('whatever their order, and whatever else is told of the sides', () => {
    expect(sameClash([one, other], [other, { ...one, reason: 'another', base: null }])).toBe(true);
  });
  test('unless a field, its number or a value is another', () => {
    expect(sameClash([one], [other])).toBe(false);
    expect(sameClash([one], [one, other])).toBe(false);
    expect(sameClash([one, other], [one])).toBe(false);
    expect(sameClash([one, other], [one, one])).toBe(false);
    expect(sameClash([one], [{ ...one, local: { value: 'x' } }])).toBe(false);
    expect(sameClash([one], [{ ...one, external: { value: 'x' } }])).toBe(false);
  });
});
