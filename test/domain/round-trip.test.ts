import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldMapping, FieldMappingSet } from '../../shared/domain/field-mapping.ts';
import { namedTransforms } from '../../shared/domain/named-transforms.ts';
import { type ResourceType, resourceFields } from '../../shared/domain/resources.ts';
import { roundTripOf, sampleValues, tripsOf } from '../../shared/domain/round-trip.ts';

function tripsFor(
  internalField: string,
  transform: FieldMapping['transform'],
  more: Partial<FieldMapping & { readonly type: ResourceType }> = {},
) {
  const { type = 'TASK', ...rest } = more;
  const mapping: FieldMapping = { externalField: 'x', internalField, transform, direction: 'both', ...rest };
  const set: FieldMappingSet = {
    schemaVersion: 1,
    integrationId: 'int-1',
    resourceType: type,
    stream: 'tasks',
    version: 1,
    fields: [mapping],
  };
  return roundTripOf(mapping, tripsOf(set, mapping));
}

describe('whether a rule may flow both ways', () => {
  test('a status with more values here than there is coarse: each of ours is kept as long as it still fits', () => {
    const { verdict, proof } = tripsFor('status', {
      type: 'enum',
      mapping: { true: 'COMPLETED', false: 'IN_PROGRESS' },
      outward: {
        COMPLETED: 'true',
        CANCELLED: 'true',
        TODO: 'false',
        IN_PROGRESS: 'false',
        BLOCKED: 'false',
      },
    });
    expect(verdict).toBe('coarse');
    expect(proof).toContainEqual({ ours: 'BLOCKED', theirs: false, back: 'BLOCKED', alone: 'IN_PROGRESS' });
  });

  test('a status that is sent as something that means another is lossy, and the values prove it', () => {
    const { verdict, proof } = tripsFor('status', {
      type: 'enum',
      mapping: { open: 'TODO', closed: 'COMPLETED' },
      outward: { TODO: 'closed' },
    });
    expect(verdict).toBe('lossy');
    expect(proof).toContainEqual({ ours: 'TODO', theirs: 'closed', back: 'COMPLETED', alone: 'COMPLETED' });
  });

  test('an option that has no external value waits, which is no loss', () => {
    const mapping = { todo: 'TODO', done: 'COMPLETED' };
    expect(tripsFor('status', { type: 'enum', mapping }).verdict).toBe('faithful');
  });

  test('half a name is lossy', () => {
    const { verdict, proof } = tripsFor(
      'name',
      { type: 'named', name: 'splitName', target: 'first' },
      { type: 'MEMBER' },
    );
    expect(verdict).toBe('lossy');
    expect(proof[0]).toMatchObject({ ours: 'Ada Lovelace', theirs: 'Ada', alone: undefined });
  });

  test('a rule that flows one way needs no way back', () => {
    const name = { type: 'named', name: 'splitName', target: 'first' } as const;
    expect(tripsFor('name', name, { type: 'MEMBER', direction: 'out' })).toEqual({
      verdict: 'one-way',
      proof: [],
    });
  });

  test.each<[string, ResourceType, string, FieldMapping['transform']]>([
    ['texts', 'TASK', 'title', 'string'],
    ['calendar days', 'TASK', 'dueDate', 'date'],
    ['tags', 'TASK', 'tags', { type: 'set', item: 'name' }],
    ['references', 'TASK', 'assignedToId', { type: 'lookup', resourceType: 'MEMBER' }],
    ['moments', 'PARTICIPATION_LOG', 'startedAt', 'instant'],
    ['milliseconds', 'PARTICIPATION_LOG', 'startedAt', { type: 'named', name: 'epochMilliseconds' }],
    ['ISO durations', 'PARTICIPATION_LOG', 'minutes', { type: 'named', name: 'isoDurationToMinutes' }],
    ['local times with their zone', 'EVENT', 'startsAt', { type: 'zoned' }],
  ])('%s are faithful', (_what, type, field, transform) => {
    expect(tripsFor(field, transform, { type }).verdict).toBe('faithful');
  });

  test.each<[string, ResourceType, string, FieldMapping['transform']]>([
    ['moments cut to seconds', 'PARTICIPATION_LOG', 'startedAt', { type: 'named', name: 'epochSeconds' }],
    ['decimal hours', 'PARTICIPATION_LOG', 'minutes', { type: 'named', name: 'hoursToMinutes' }],
    ['small letters', 'TASK', 'title', { type: 'named', name: 'lowerCase' }],
    ['local times in one zone', 'EVENT', 'startsAt', { type: 'zoned', zone: 'Europe/Berlin', as: 'instant' }],
  ])('%s are coarse: ours is kept as long as theirs says the same', (_what, type, field, transform) => {
    expect(tripsFor(field, transform, { type }).verdict).toBe('coarse');
  });

  test('no transform that reads and writes is ever lossy for any field that it serves', () => {
    const both = Object.entries(namedTransforms).filter(
      ([, { inward, outward }]) => inward !== undefined && outward !== undefined,
    );
    const fields = Object.entries(resourceFields).flatMap(([type, specs]) =>
      Object.entries(specs).map(([field, spec]) => ({ type, field, spec })),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...both),
        fc.constantFrom(...fields),
        ([name, { kinds }], { type, field, spec }) => {
          fc.pre(kinds.includes(spec.kind));
          const resource =
            (Object.keys(resourceFields) as ResourceType[]).find((known) => known === type) ?? 'TASK';
          expect(sampleValues(spec).length).toBeGreaterThan(0);
          expect(tripsFor(field, { type: 'named', name }, { type: resource }).verdict).not.toBe('lossy');
        },
      ),
      { seed: 35, numRuns: 200 },
    );
  });
});

describe('the values that are tried', () => {
  const set = (mapping: FieldMapping, resourceType: ResourceType = 'TASK'): FieldMappingSet => ({
    ...{ schemaVersion: 1, integrationId: 'int-1', stream: 'tasks', version: 1 },
    resourceType,
    fields: [mapping],
  });
  const trips = (more: Partial<FieldMapping>) => {
    const mapping: FieldMapping = {
      ...{ externalField: 'x', internalField: 'status', transform: 'string', direction: 'both' },
      ...more,
    };
    return tripsOf(set(mapping), mapping);
  };
  const table: FieldMapping['transform'] = {
    type: 'enum',
    mapping: { true: 'COMPLETED', false: 'TODO', later: 'TODO' },
  };

  test('are every option of ours, and each value of their table as it is sent there and back', () => {
    const waits = (ours: string) => ({ ours, theirs: undefined, back: undefined, alone: undefined });
    const todo = { ours: 'TODO', theirs: false, back: 'TODO', alone: 'TODO' };
    const done = { ours: 'COMPLETED', theirs: true, back: 'COMPLETED', alone: 'COMPLETED' };
    expect(trips({ transform: table })).toEqual([
      todo,
      waits('IN_PROGRESS'),
      waits('BLOCKED'),
      done,
      waits('CANCELLED'),
      done,
      todo,
      todo,
    ]);
  });

  test('are told once more where one of theirs turns into another', () => {
    const crossed: FieldMapping['transform'] = { ...table, outward: { TODO: 'true' } };
    expect(trips({ transform: crossed })).toContainEqual({
      ...{ ours: 'TODO', theirs: true, back: 'COMPLETED', alone: 'COMPLETED' },
    });
  });

  test('are none for a field that this kind of record does not have', () => {
    expect(trips({ internalField: 'nickname' })).toEqual([]);
  });

  test('are tried in both directions and though they are needed, whatever the rule says', () => {
    const all = trips({ internalField: 'title', direction: 'out', required: true });
    expect(all.map(({ ours, alone }) => ours === alone)).not.toContain(false);
  });

  test('prove a verdict with three of them at most, and faithfulness with one', () => {
    const trip = (ours: string, alone: string | undefined, back = ours) => ({
      ours,
      theirs: ours,
      back,
      alone,
    });
    const four = (made: (name: string) => ReturnType<typeof trip>) => ['a', 'b', 'c', 'd'].map(made);
    const both = { direction: 'both' } as const;
    const lossy = four((name) => trip(name, 'x', 'x'));
    expect(roundTripOf(both, lossy)).toEqual({ verdict: 'lossy', proof: lossy.slice(0, 3) });
    const coarse = four((name) => trip(name, 'x'));
    expect(roundTripOf(both, coarse)).toEqual({ verdict: 'coarse', proof: coarse.slice(0, 3) });
    const faithful = four((name) => trip(name, name));
    expect(roundTripOf(both, faithful)).toEqual({ verdict: 'faithful', proof: [faithful[0]] });
    const unread = four((name) => trip(name, undefined));
    expect(roundTripOf(both, unread).verdict).toBe('lossy');
  });
});
