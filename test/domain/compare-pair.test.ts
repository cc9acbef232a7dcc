import { describe, expect, test } from 'vitest';
import { type ComparedPair, comparePair, withoutTheirs } from '../../shared/domain/compare-pair.ts';
import type { FieldMapping } from '../../shared/domain/field-mapping.ts';
import type { BritePoolRecord } from '../../shared/domain/record.ts';
import type { Evidence } from '../../shared/domain/under-way.ts';
import {
  aConflict,
  aFieldMappingSet,
  aMapping,
  anIntegration,
  aRecord,
} from '../contract/support/samples.ts';

const now = '2026-03-02T12:00:00.000Z';
const then = '2026-03-01T10:00:00.000Z';
const nothing: Evidence = { nextReadFrom: now };
const rule = (
  externalField: string,
  internalField: string,
  more: Partial<FieldMapping> = {},
): FieldMapping => ({
  ...{ externalField, internalField, transform: 'string', direction: 'both' },
  ...more,
});
const agreed = (value: string) => ({ value, at: then, by: 'both' }) as const;
const mine = { kind: 'integration', id: 'int-1' } as const;

interface Told {
  readonly rules?: readonly FieldMapping[];
  readonly ours?: BritePoolRecord['fields'];
  readonly theirs?: Readonly<Record<string, string | null>>;
  readonly base?: Readonly<Record<string, ReturnType<typeof agreed>>>;
  readonly stamps?: BritePoolRecord['stamps'];
  readonly more?: Partial<ComparedPair>;
  readonly mapping?: Partial<ComparedPair['mapping']>;
  readonly editedThere?: string;
}

function pair({
  rules = [rule('name', 'title')],
  ours = { title: 'Oaks' },
  ...told
}: Told = {}): ComparedPair {
  const { theirs = { name: 'Oaks' }, base = { title: agreed('Oaks') }, stamps = {}, more, mapping } = told;
  return {
    integration: anIntegration({ id: 'int-1', syncDirection: 'BIDIRECTIONAL', lastSyncAt: then }),
    fieldMapping: {
      ...aFieldMappingSet(),
      integrationId: 'int-1',
      resourceType: 'TASK',
      fields: rules,
    },
    external: { id: 'x-1', data: theirs, updatedAt: told.editedThere ?? then },
    mapping: aMapping({
      ...{
        integrationId: 'int-1',
        base,
        externalUpdatedAt: then,
        lastSyncedAt: then,
        fieldMappingVersion: 1,
      },
      ...mapping,
    }),
    record: { ...aRecord('TASK', { id: 'task-1' }), fields: ours, stamps },
    knowledge: { lookup: () => undefined, expression: () => null },
    ...{ clock: { offsetMs: 0, uncertaintyMs: 1000 }, mayDelete: false },
    ...more,
  };
}
const reasonsOf = (told: Told, evidence = nothing) =>
  comparePair(pair(told), evidence, now).differences.map(({ field, reason }) => `${field}: ${reason}`);

describe('two sides of a pair', () => {
  test('are equal by their values, whatever the pair remembers of them', () => {
    const wrong = { title: agreed('Limes') };
    expect(comparePair(pair({ base: wrong }), nothing, now)).toEqual({ fields: 1, differences: [] });
  });

  test('differ although the pair remembers that they agreed', () => {
    expect(reasonsOf({ theirs: { name: 'Limes' } })).toEqual(['title: unexplained']);
    expect(reasonsOf({ ours: { title: 'Limes' } })).toEqual(['title: unexplained']);
  });

  test('wait for an edit of a moment ago, on either side', () => {
    const fresh = '2026-03-02T11:50:00.000Z';
    const stamps = { title: { at: fresh, by: { kind: 'britepool', id: 'mia' } as const } };
    expect(reasonsOf({ ours: { title: 'Limes' }, stamps })).toEqual(['title: waiting']);
    expect(reasonsOf({ theirs: { name: 'Limes' }, editedThere: fresh })).toEqual(['title: waiting']);
  });

  test('wait for an edit over there that the next run will list, and for no other', () => {
    const edited = { theirs: { name: 'Limes' }, editedThere: '2026-03-02T08:00:00.000Z' };
    expect(reasonsOf(edited, { nextReadFrom: '2026-03-02T07:00:00.000Z' })).toEqual(['title: waiting']);
    expect(reasonsOf(edited, { nextReadFrom: '2026-03-02T09:00:00.000Z' })).toEqual(['title: unexplained']);
    expect(reasonsOf(edited, { nextReadFrom: null })).toEqual(['title: waiting']);
  });

  test('wait where a change of them is being tried, or the rules changed since the last run', () => {
    const trying = { ...nothing, trying: 'it is set aside' };
    expect(reasonsOf({ theirs: { name: 'Limes' } }, trying)).toEqual(['title: waiting']);
    const known = pair({ theirs: { name: 'Limes' } });
    const rules = { ...known.fieldMapping, version: 2, savedAt: '2026-03-02T09:00:00.000Z' };
    const [difference] = comparePair({ ...known, fieldMapping: rules }, nothing, now).differences;
    expect(difference).toMatchObject({ reason: 'waiting' });
  });

  test('are a conflict where a person is asked, and none where nobody was', () => {
    const clash = { ours: { title: 'Limes' }, theirs: { name: 'Figs' } };
    const integration = anIntegration({ id: 'int-1', conflictStrategy: 'MANUAL_REVIEW' });
    const asked = { integration, conflict: aConflict({ integrationId: 'int-1' }) };
    expect(reasonsOf({ ...clash, more: asked })).toEqual(['title: conflict']);
    expect(reasonsOf({ ...clash, more: { integration } })).toEqual(['title: unexplained']);
  });

  test('are held where a value cannot be understood, is missing, or the pair rests', () => {
    const status = rule('state', 'status', { transform: { type: 'enum', mapping: { open: 'TODO' } } });
    expect(reasonsOf({ rules: [status], theirs: { state: 'odd' } })).toEqual(['status: held']);
    const needed = [rule('name', 'title', { required: true }), rule('notes', 'description')];
    expect(reasonsOf({ rules: needed, theirs: { notes: 'x' } })).toEqual([
      'title: held',
      'description: held',
    ]);
    const resting = { since: then, seen: 'x' };
    expect(reasonsOf({ theirs: { name: 'Limes' }, mapping: { resting } })).toEqual(['title: held']);
  });

  test('keep a status that they have no word for', () => {
    const mapping = { true: 'COMPLETED', false: 'TODO' };
    const done = rule('done', 'status', {
      transform: { type: 'enum', mapping, outward: { BLOCKED: 'false' }, writeAs: 'text' },
    });
    expect(reasonsOf({ rules: [done], ours: { status: 'BLOCKED' }, theirs: { done: 'false' } })).toEqual([]);
  });

  test('may differ where a field flows one way and a person changed the side that gets it', () => {
    const inward = [rule('name', 'title', { direction: 'in' })];
    const by = (who: BritePoolRecord['stamps'][string]['by']) => ({ title: { at: then, by: who } });
    const changed = { rules: inward, ours: { title: 'Limes' } };
    expect(reasonsOf({ ...changed, stamps: by({ kind: 'britepool', id: 'mia' }) })).toEqual([
      'title: one-way',
    ]);
    expect(reasonsOf({ ...changed, stamps: by(mine) })).toEqual(['title: unexplained']);
    const outward = [rule('name', 'title', { direction: 'out' })];
    expect(reasonsOf({ rules: outward, theirs: { name: 'Limes' } })).toEqual(['title: one-way']);
    expect(reasonsOf({ rules: outward, ours: { title: 'Limes' } })).toEqual(['title: unexplained']);
    expect(reasonsOf({ rules: outward })).toEqual([]);
  });

  test('are not compared where somebody took them out, one was deleted on purpose, or an admin is asked', () => {
    const word = { how: 'excluded', by: 'ada', at: then, reason: 'Private' } as const;
    const parted = { side: 'local', how: 'archived', at: then } as const;
    const awaiting = { approvalId: 'a-1', side: 'external' } as const;
    for (const mapping of [{ leftAlone: word }, { parted }, { awaiting }]) {
      const known = pair({ theirs: { name: 'Limes' }, mapping });
      expect(comparePair(known, nothing, now)).toMatchObject({ fields: 0, alone: expect.any(String) });
      expect(withoutTheirs(known.mapping)).toMatchObject({ fields: 0, alone: expect.any(String) });
    }
  });

  test('are half a pair where one of them is gone', () => {
    const { record: _gone, ...rest } = pair();
    const gone = { ...rest, record: undefined };
    expect(comparePair(gone, nothing, now).differences).toMatchObject([
      { field: '*', reason: 'unexplained' },
    ]);
    expect(withoutTheirs(rest.mapping).differences).toMatchObject([{ field: '*', reason: 'waiting' }]);
  });
});
