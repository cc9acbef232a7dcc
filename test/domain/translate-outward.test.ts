import { describe, expect, test } from 'vitest';
import type { FieldMapping, FieldMappingSet } from '../../shared/domain/field-mapping.ts';
import { type Knowledge, translateOutward } from '../../shared/domain/translate.ts';
import type { FieldValue } from '../../shared/domain/values.ts';

const knowsNothing: Knowledge = { lookup: () => undefined, expression: () => null };
const setOf = (...fields: (Partial<FieldMapping> & Pick<FieldMapping, 'transform'>)[]): FieldMappingSet => ({
  schemaVersion: 1,
  integrationId: 'int-1',
  resourceType: 'TASK',
  stream: 'tasks',
  version: 1,
  fields: fields.map((field) => ({ externalField: 'x', internalField: 'y', direction: 'both', ...field })),
});
const outward = (transform: FieldMapping['transform'], y: FieldValue, knowledge = knowsNothing) =>
  translateOutward(setOf({ transform }), { y }, knowledge);

const status: FieldMapping['transform'] = {
  type: 'enum',
  mapping: { true: 'COMPLETED', false: 'IN_PROGRESS' },
  outward: { COMPLETED: 'true', CANCELLED: 'true', TODO: 'false', IN_PROGRESS: 'false', BLOCKED: 'false' },
};

describe('our value becomes theirs', () => {
  test('an enum is written as text, number or truth value, as the system wants it', () => {
    const mapping = { '1': 'URGENT', '2': 'HIGH' };
    expect(outward({ type: 'enum', mapping }, 'HIGH').data).toEqual({ x: '2' });
    expect(outward({ type: 'enum', mapping, writeAs: 'number' }, 'HIGH').data).toEqual({ x: 2 });
    expect(outward({ type: 'enum', mapping: { true: 'DONE' }, writeAs: 'text' }, 'DONE').data).toEqual({
      x: 'true',
    });
  });

  test('moments, sets, JSON and local times go out; an empty set goes out as an empty list', () => {
    expect(outward('instant', '2026-03-01T10:00:00.000Z').data).toEqual({ x: '2026-03-01T10:00:00.000Z' });
    expect(outward({ type: 'set' }, ['a', 'b']).data).toEqual({ x: ['a', 'b'] });
    expect(outward({ type: 'set', item: 'tag.name' }, ['a']).data).toEqual({ x: [{ tag: { name: 'a' } }] });
    expect(outward({ type: 'set' }, null).data).toEqual({ x: [] });
    expect(outward('json', { a: [1] }).data).toEqual({ x: { a: [1] } });
    const ten = '2026-03-01T10:00[Europe/Berlin]';
    expect(outward({ type: 'zoned' }, ten).data).toEqual({ x: ten });
    expect(outward({ type: 'zoned', zoneField: 'tz' }, ten).data).toEqual({
      x: '2026-03-01T10:00',
      tz: 'Europe/Berlin',
    });
    expect(outward({ type: 'zoned', as: 'instant' }, ten).data).toEqual({ x: '2026-03-01T09:00:00.000Z' });
    expect(outward({ type: 'zoned', zone: 'Asia/Tokyo' }, ten).data).toEqual({ x: '2026-03-01T18:00' });
  });

  test('a wall clock that the zone leaves out is held, not moved by an hour', () => {
    expect(outward({ type: 'zoned', as: 'instant' }, '2026-03-29T02:30[Europe/Berlin]').held).toEqual([
      { field: 'y', reason: 'the clocks of Europe/Berlin leave out 2026-03-29T02:30' },
    ]);
  });

  test('a name goes out in parts and a transform that only reads is held', () => {
    expect(outward({ type: 'named', name: 'splitName', target: 'last' }, 'Ada Lovelace').data).toEqual({
      x: 'Lovelace',
    });
    expect(outward({ type: 'named', name: 'dayInZone', target: 'UTC' }, '2026-03-01').held).toHaveLength(1);
    expect(outward({ type: 'expression', inward: 'x' }, 'a').held).toHaveLength(1);
  });

  test('a required value that is empty here is never sent as nothing', () => {
    const set = setOf({ transform: 'string', required: true });
    const sent = translateOutward(set, { y: null }, knowsNothing);
    expect(sent).toMatchObject({ data: {}, missing: ['y'] });
    expect(sent.held).toHaveLength(1);
  });

  test('a custom field is written into the item that its key selects', () => {
    const set = setOf({ transform: 'string', externalField: 'custom_fields[gid=12].text_value' });
    expect(translateOutward(set, { y: 'A' }, knowsNothing).data).toEqual({
      custom_fields: [{ gid: '12', text_value: 'A' }],
    });
  });

  test('plain values go out as they are and nothing goes out as nothing', () => {
    expect(outward('string', 'A').data).toEqual({ x: 'A' });
    expect(outward('date', null).data).toEqual({ x: null });
  });

  test('writes into the place that the path names', () => {
    const set = setOf({ transform: 'string', externalField: 'fields[0].value' });
    expect(translateOutward(set, { y: 'A' }, knowsNothing).data).toEqual({ fields: [{ value: 'A' }] });
  });

  test('a status goes out as what the vendor calls it', () => {
    expect(outward(status, 'BLOCKED').data).toEqual({ x: false });
    expect(outward({ type: 'enum', mapping: { todo: 'TODO' } }, 'TODO').data).toEqual({ x: 'todo' });
    expect(outward({ type: 'enum', mapping: { todo: 'TODO' } }, 'BLOCKED').held).toHaveLength(1);
  });

  test('a reference goes out as their id, and waits while there is none', () => {
    const lookup = { type: 'lookup', resourceType: 'MEMBER' } as const;
    expect(outward(lookup, 'member-ada', { ...knowsNothing, lookup: () => '12' }).data).toEqual({ x: '12' });
    const waiting = outward(lookup, 'member-bo');
    expect(waiting.data).toEqual({});
    expect(waiting.held).toHaveLength(1);
  });

  test('only fields that changed and that flow out are sent', () => {
    const set = setOf(
      { transform: 'string', externalField: 'a', internalField: 'a' },
      { transform: 'string', externalField: 'b', internalField: 'b', direction: 'in' },
      { transform: 'string', externalField: 'c', internalField: 'c' },
    );
    expect(translateOutward(set, { a: '1', b: '2' }, knowsNothing).data).toEqual({ a: '1' });
  });
});

describe('what cannot be said over there is held with its reason', () => {
  const reasons = (...given: Parameters<typeof outward>) =>
    outward(...given).held.map(({ reason }) => reason);

  test.each<[FieldMapping['transform'], FieldValue, string]>([
    [{ type: 'zoned' }, 'tomorrow', 'expected a local time with its zone, found a string'],
    [{ type: 'zoned' }, 7, 'expected a local time with its zone, found a number'],
    [{ type: 'enum', mapping: { a: 'TODO' } }, 'BLOCKED', 'the external system has no value for BLOCKED'],
    [{ type: 'named', name: 'shout' }, 'a', 'the transform "shout" cannot be written to the external system'],
    [
      { type: 'named', name: 'dayInZone' },
      'a',
      'the transform "dayInZone" cannot be written to the external system',
    ],
  ])('%j of %j', (transform, value, reason) => {
    expect(reasons(transform, value)).toEqual([reason]);
  });

  test('a zone of theirs that nobody knows, where the time has to be told in it', () => {
    const lost = { type: 'zoned', zone: 'Middle/Earth' } as const;
    expect(reasons(lost, '2026-03-01T10:00[Europe/Berlin]')).toEqual(['Middle/Earth is no time zone']);
  });
});

describe('a local time goes out', () => {
  const ten = '2026-03-01T10:00[Europe/Berlin]';
  test('as it is where theirs is the same zone, also when clocks leave it out', () => {
    const berlin = { type: 'zoned', zone: 'Europe/Berlin' } as const;
    expect(outward(berlin, ten).data).toEqual({ x: '2026-03-01T10:00' });
    expect(outward(berlin, '2026-03-29T02:30[Europe/Berlin]').data).toEqual({ x: '2026-03-29T02:30' });
  });
  test('with its own zone beside it, whatever zone is the usual one', () => {
    const beside = { type: 'zoned', zone: 'Asia/Tokyo', zoneField: 'tz' } as const;
    expect(outward(beside, ten).data).toEqual({ x: '2026-03-01T10:00', tz: 'Europe/Berlin' });
    expect(outward({ ...beside, as: 'zoned' }, ten).data).toEqual({ x: ten, tz: 'Europe/Berlin' });
    expect(outward({ ...beside, as: 'instant' }, ten).data).toEqual({
      x: '2026-03-01T09:00:00.000Z',
      tz: 'Europe/Berlin',
    });
  });
  test('not at all where there is none', () => {
    expect(outward({ type: 'zoned', zoneField: 'tz' }, null).data).toEqual({ x: null });
  });
});

test('truth values of a table are sent as such, and one item that stands alone as a list', () => {
  const answers = { type: 'enum', mapping: { true: 'DONE', false: 'OPEN', maybe: 'LATER' } } as const;
  expect(['DONE', 'OPEN', 'LATER'].map((ours) => outward(answers, ours).data.x)).toEqual([
    true,
    false,
    'maybe',
  ]);
  expect(outward({ type: 'set' }, 'a').data).toEqual({ x: ['a'] });
});
