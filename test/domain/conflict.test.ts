import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ConflictResolution, conflictAfter, nextConflict } from '../../shared/domain/conflict.ts';
import { type ConflictChoice, decidedFields, valuesChosen } from '../../shared/domain/conflict-choice.ts';
import { type HeldField, type Plan, reconcile } from '../../shared/domain/reconcile.ts';
import type { Fields } from '../../shared/domain/values.ts';
import { aMapping, at } from '../contract/support/samples.ts';

const later = '2026-03-01T11:00:00.000Z';
const base = { title: 'Plant', notes: 'none' };
const mapping = aMapping({
  base: Object.fromEntries(Object.entries(base).map(([field, value]) => [field, { value, at, by: 'both' }])),
});

interface Look {
  readonly local?: Fields;
  readonly external?: Fields;
  readonly held?: readonly HeldField[];
  readonly known?: ConflictResolution;
  readonly direction?: 'both' | 'in';
}
const planOf = ({ local = {}, external = {}, held = [], known, direction = 'both' }: Look): Plan =>
  reconcile({
    resourceType: 'TASK',
    rules: ['title', 'notes'].map((field) => ({ field, direction })),
    base: mapping.base,
    local: { ...base, ...local },
    external: { ...base, ...external },
    held,
    at,
    decided: decidedFields(known),
  });
const look = (given: Look): ConflictResolution | undefined =>
  conflictAfter(planOf(given), {
    mapping,
    known: given.known,
    stamps: { title: { at, by: { kind: 'britepool', id: 'mia' } } },
    externalAt: later,
    at: later,
    freshId: 'conf_1',
  });
const clash: Look = { local: { title: 'Oaks' }, external: { title: 'Limes' } };
const opened = (given: Look = clash): ConflictResolution => {
  const conflict = look(given);
  if (conflict === undefined) throw new Error('No conflict was opened.');
  return conflict;
};
const decide = (conflict: ConflictResolution, value: string, pushed: boolean): ConflictResolution =>
  nextConflict(
    {
      ...conflict,
      status: 'RESOLVED',
      resolution: { strategy: 'CUSTOM_MERGE', values: { title: value }, pushed },
      resolvedBy: 'ada',
      resolvedAt: later,
    },
    { at: later, what: 'resolved', by: 'ada' },
  );
const titleIn = (plan: Plan) => plan.decisions.find(({ field }) => field === 'title');

describe('a conflict', () => {
  test('holds only the fields that clash, with base, both values, who and when', () => {
    expect(look({ local: { title: 'Oaks', notes: 'ours' }, external: { title: 'Limes' } })).toMatchObject({
      id: 'conf_1',
      version: 1,
      status: 'PENDING',
      fields: [
        {
          field: 'title',
          base: 'Plant',
          local: { value: 'Oaks', at, by: { kind: 'britepool', id: 'mia' } },
          external: { value: 'Limes', at: later },
          reason: 'both sides changed it to different values',
        },
      ],
      history: [
        { at: later, what: 'opened', values: [{ field: 'title', local: 'Oaks', external: 'Limes' }] },
      ],
    });
  });

  test('is not written again while nothing about it changes, waiting or put aside', () => {
    const known = opened();
    expect(look({ ...clash, known })).toBeUndefined();
    expect(look({ ...clash, known: { ...known, status: 'IGNORED' } })).toBeUndefined();
  });

  test('that was put aside asks again when one of its values changes', () => {
    const known: ConflictResolution = { ...opened(), status: 'IGNORED' };
    const again = look({ local: { title: 'Oaks' }, external: { title: 'Pines' }, known });
    expect(again).toMatchObject({ version: 2, status: 'PENDING' });
    expect(again?.history.map(({ what }) => what)).toEqual(['opened', 'changed']);
  });

  test('closes by itself when both sides have become equal', () => {
    const same = { title: 'Limes' };
    expect(look({ local: same, external: same, known: opened() })).toMatchObject({
      status: 'AUTO_RESOLVED',
      resolvedAt: later,
    });
  });

  test('stays open while the external value cannot be understood', () => {
    const held = [{ field: 'title', reason: 'unknown value' }];
    expect(look({ ...clash, held, known: opened() })).toBeUndefined();
  });
});

describe('a decision about a conflict', () => {
  const pushed = decide(opened(), 'Elms', true);
  const kept = decide(opened(), 'Oaks', false);

  test('with a value of its own goes to both sides, and the entry keeps both that gave way', () => {
    const plan = planOf({ ...clash, known: pushed });
    expect([plan.localChanges, plan.externalChanges]).toEqual([{ title: 'Elms' }, { title: 'Elms' }]);
    expect(titleIn(plan)?.rule).toBe('ada decided: this value is the right one');
    expect(look({ ...clash, known: pushed })).toBeUndefined();
  });

  test('that is not to be pushed lets the two sides differ from then on', () => {
    const plan = planOf({ ...clash, known: kept });
    expect([plan.localChanges, plan.externalChanges]).toEqual([{}, {}]);
    expect(plan.base.title).toMatchObject({ value: 'Oaks', external: 'Limes', by: 'rule' });
    expect(plan.settled).toBe(true);
  });

  test('for a field that does not flow out is kept here only, pushed or not', () => {
    const plan = planOf({ ...clash, known: pushed, direction: 'in' });
    expect(plan.externalChanges).toEqual({});
    expect(plan.base.title).toMatchObject({ value: 'Elms', external: 'Limes' });
  });

  test('that chose the value last agreed on is not undone by the look that finds it half done', () => {
    const back = decide(opened(), 'Plant', true);
    const plan = planOf({ local: { title: 'Plant' }, external: { title: 'Limes' }, known: back });
    expect([plan.localChanges, plan.externalChanges]).toEqual([{}, { title: 'Plant' }]);
  });

  test('is asked again, not carried out, when a side has moved on', () => {
    const moved = { local: { title: 'Oaks' }, external: { title: 'Pines' }, known: pushed };
    expect(planOf(moved).localChanges).toEqual({});
    const again = look(moved);
    expect(again).toMatchObject({ id: 'conf_1', version: 3, status: 'PENDING' });
    expect(again).not.toHaveProperty('resolution');
    expect(again?.history.map(({ what }) => what)).toEqual(['opened', 'resolved', 'reopened']);
  });

  test('waits while the external value cannot be understood', () => {
    const held = [{ field: 'title', reason: 'unknown value' }];
    expect(titleIn(planOf({ ...clash, known: pushed, held }))?.act).toBe('hold');
    expect(look({ ...clash, known: pushed, held })).toBeUndefined();
  });

  test('never overwrites a value that it was not made on, and ends both sides as decided otherwise', () => {
    const word = fc.constantFrom('Plant', 'Oaks', 'Limes', 'Elms', 'Pines');
    fc.assert(
      fc.property(word, word, word, fc.boolean(), (local, external, value, push) => {
        const known = decide(opened(), value, push);
        const plan = planOf({ local: { title: local }, external: { title: external }, known });
        const after = {
          local: plan.localChanges.title ?? local,
          external: plan.externalChanges.title ?? external,
        };
        const asShown = ['Oaks', value].includes(local) && ['Limes', value].includes(external);
        if (asShown) expect(after).toEqual({ local: value, external: push ? value : external });
        const untouched = !['Oaks', 'Plant', value].includes(local);
        if (untouched && external !== 'Plant' && local !== external) expect(after.local).toBe(local);
        const theirs = !['Limes', 'Plant', value].includes(external);
        if (theirs && local !== 'Plant' && local !== external) expect(after.external).toBe(external);
      }),
      { seed: 31, numRuns: 500 },
    );
  });
});

describe('a choice', () => {
  const conflict = opened({ local: { title: 'Oaks', notes: 'a' }, external: { title: 'Limes', notes: 'b' } });
  const chosen = (choice: Omit<ConflictChoice, 'push'>) => valuesChosen(conflict, { ...choice, push: true });

  test('of one side takes that side’s value of every field', () => {
    expect(chosen({ strategy: 'LOCAL_WINS' })).toEqual({ values: { title: 'Oaks', notes: 'a' } });
    expect(chosen({ strategy: 'EXTERNAL_WINS' })).toEqual({ values: { title: 'Limes', notes: 'b' } });
  });

  test('per field mixes sides and own values; an own value goes first and may be empty', () => {
    const choices = { title: 'external', notes: 'local' } as const;
    expect(chosen({ strategy: 'CUSTOM_MERGE', choices, values: { notes: null } })).toEqual({
      values: { title: 'Limes', notes: null },
    });
  });

  test('that leaves a field open or names one that does not clash is refused and says which', () => {
    expect(chosen({ strategy: 'CUSTOM_MERGE', values: { title: 'Elms', colour: 'red' } })).toEqual({
      errors: [
        { pointer: '/resolvedData/colour', message: '"colour" is not part of this conflict.' },
        { pointer: '/resolvedData/notes', message: 'Say which value "notes" gets.' },
      ],
    });
  });
});
