import { describe, expect, test } from 'vitest';
import type { FieldMapping, FieldMappingSet } from '../../shared/domain/field-mapping.ts';
import { fieldRules } from '../../shared/domain/field-rules.ts';
import { contradiction, isRunning, minutesBetween, overlaps } from '../../shared/domain/participation.ts';
import { translateInward } from '../../shared/domain/translate.ts';
import type { Fields, FieldValue } from '../../shared/domain/values.ts';

const rule = (field: string, transform: FieldMapping['transform']): FieldMapping => ({
  externalField: field,
  internalField: field,
  transform,
  direction: 'both',
});
const set: FieldMappingSet = {
  schemaVersion: 1,
  integrationId: 'int-1',
  resourceType: 'PARTICIPATION_LOG',
  stream: 'participationLogs',
  version: 1,
  fields: [
    rule('description', 'string'),
    rule('startedAt', 'instant'),
    rule('endedAt', 'instant'),
    rule('minutes', 'number'),
    { ...rule('running', 'boolean'), direction: 'in' },
    { ...rule('locked', 'boolean'), direction: 'in' },
  ],
};
const read = (data: { readonly [key: string]: FieldValue }, local: Fields | null = null) =>
  translateInward(set, data, local, { lookup: () => undefined, expression: () => null });
const ten = '2026-03-01T10:00:00.000Z';
const eleven = '2026-03-01T11:00:00.000Z';

describe('a time entry', () => {
  test('whose timer runs is left alone, in each way that systems say so', () => {
    const why = 'the timer is still running';
    expect(read({ startedAt: ten }).skip).toBe(why);
    expect(read({ startedAt: ten, minutes: -1_772_359_200 }).skip).toBe(why);
    expect(read({ startedAt: ten, minutes: 12, running: true }).skip).toBe(why);
    expect(read({ startedAt: ten, endedAt: eleven }).skip).toBeUndefined();
    expect(read({ minutes: 30 }).skip).toBeUndefined();
    expect(read({ startedAt: ten, minutes: 30 }).skip).toBeUndefined();
  });

  test('that knows no end because nobody maps it is not taken for a running timer', () => {
    expect(isRunning({ startedAt: ten })).toBe(false);
    expect(isRunning({ startedAt: ten, endedAt: null })).toBe(true);
  });

  test('without a duration gets the one from start to end', () => {
    expect(read({ startedAt: ten, endedAt: eleven }).fields).toMatchObject({ minutes: 60 });
    expect(minutesBetween({ startedAt: ten, endedAt: '2026-03-01T10:00:20.000Z' })).toBe(0.33);
  });

  test('that contradicts itself holds its times and lets the rest through', () => {
    const { fields, held } = read({ description: 'Bees', startedAt: ten, endedAt: eleven, minutes: 90 });
    expect(fields).toMatchObject({ description: 'Bees' });
    expect(held.map(({ field }) => field).sort()).toEqual(['endedAt', 'minutes', 'startedAt']);
    expect(held[0]?.reason).toBe('90 minutes do not fit the 60 minutes from start to end');
    expect(contradiction({ startedAt: eleven, endedAt: ten })).toBe('it ends before it starts');
    expect(contradiction({ startedAt: ten, endedAt: eleven, minutes: 61 })).toBeUndefined();
  });

  test('that BritePool approved is not changed from outside, and says so only where it would change', () => {
    const local = { description: 'Bees', startedAt: ten, endedAt: eleven, minutes: 60, approvedAt: eleven };
    const { fields, held } = read(
      { description: 'Wasps', startedAt: ten, endedAt: eleven, minutes: 60, locked: true },
      local,
    );
    expect(held).toEqual([
      { field: 'description', reason: 'approved in BritePool: it is not changed from outside' },
    ]);
    expect(fields).toMatchObject({ startedAt: ten, minutes: 60, locked: true });
  });

  test('that is locked over there takes no values from here', () => {
    const directions = (external: Fields) =>
      new Set(fieldRules('BIDIRECTIONAL', set, external).map(({ direction }) => direction));
    expect(directions({ locked: true })).toEqual(new Set(['in']));
    expect(directions({ locked: false })).toEqual(new Set(['both', 'in']));
  });
});

describe('entries of one person that overlap', () => {
  const entry = (id: string, startedAt: string, endedAt: string, memberId = 'ada') => ({
    id,
    fields: { memberId, startedAt, endedAt },
  });

  test('are named in pairs', () => {
    const found = overlaps([
      entry('a', ten, eleven),
      entry('b', '2026-03-01T10:59:00.000Z', '2026-03-01T12:00:00.000Z'),
      entry('c', '2026-03-01T10:30:00.000Z', '2026-03-01T10:45:00.000Z'),
    ]);
    expect(found).toEqual([
      { first: 'a', second: 'c', minutes: 15 },
      { first: 'a', second: 'b', minutes: 1 },
    ]);
  });

  test('are none when one begins as the other ends, when they are of two people, or when times are missing', () => {
    expect(overlaps([entry('a', ten, eleven), entry('b', eleven, '2026-03-01T12:00:00.000Z')])).toEqual([]);
    expect(overlaps([entry('a', ten, eleven), entry('b', ten, eleven, 'bo')])).toEqual([]);
    expect(
      overlaps([entry('a', ten, eleven), { id: 'b', fields: { memberId: 'ada', minutes: 60 } }]),
    ).toEqual([]);
  });
});

describe('the edges of a time entry', () => {
  test('a duration of nothing and a start are a running timer; a duration of nothing alone is not', () => {
    expect(isRunning({ startedAt: ten, endedAt: null, minutes: 0 })).toBe(true);
    expect(isRunning({ endedAt: null, minutes: 0 })).toBe(false);
    expect(isRunning({ endedAt: null })).toBe(false);
    expect(isRunning({ minutes: 0 })).toBe(false);
    expect(isRunning({ minutes: '-5' })).toBe(false);
  });

  test('nothing is known between two times of which one is missing', () => {
    expect(minutesBetween({ startedAt: ten })).toBeUndefined();
    expect(minutesBetween({ endedAt: ten })).toBeUndefined();
  });

  test('an entry that ends when it starts does not contradict itself', () => {
    expect(contradiction({ startedAt: ten, endedAt: ten })).toBeUndefined();
    expect(contradiction({ startedAt: ten, endedAt: ten, minutes: 1 })).toBeUndefined();
    expect(contradiction({ startedAt: ten, endedAt: ten, minutes: 1.01 })).toBe(
      '1.01 minutes do not fit the 0 minutes from start to end',
    );
    expect(read({ startedAt: ten, endedAt: ten }).fields.minutes).toBe(0);
  });

  test('a duration that nobody understands is not made up from start and end', () => {
    const { fields, held } = read({ startedAt: ten, endedAt: eleven, minutes: 'an hour' });
    expect(held.map(({ field }) => field)).toEqual(['minutes']);
    expect(fields).not.toHaveProperty('minutes');
  });

  test('a duration that no rule fills is not made up either', () => {
    const without = { ...set, fields: set.fields.filter(({ internalField }) => internalField !== 'minutes') };
    const known = { lookup: () => undefined, expression: () => null };
    const { fields } = translateInward(without, { startedAt: ten, endedAt: eleven }, null, known);
    expect(fields).not.toHaveProperty('minutes');
  });

  test('an entry that ends before it starts gets no duration, and waits', () => {
    const { fields, held } = read({ startedAt: eleven, endedAt: ten, description: 'Bees' });
    expect(fields).toEqual({ description: 'Bees', running: null, locked: null });
    expect(new Set(held.map(({ reason }) => reason))).toEqual(new Set(['it ends before it starts']));
  });

  test('an approved entry holds exactly what would change', () => {
    const local = { description: 'Bees', minutes: 30, approvedAt: ten };
    const { fields, held } = read({ description: 'Wasps', minutes: 30 }, local);
    expect(held).toEqual([
      { field: 'description', reason: 'approved in BritePool: it is not changed from outside' },
    ]);
    expect(fields).not.toHaveProperty('description');
    expect(fields.minutes).toBe(30);
    expect(read({ description: 'Wasps' }, { description: 'Bees' }).held).toEqual([]);
  });

  test('entries that lack a person or a time overlap with nothing', () => {
    const whole = { memberId: 'mia', startedAt: ten, endedAt: eleven };
    const entry = (id: string, fields: Fields) => ({ id, fields });
    expect(overlaps([entry('a', whole), entry('b', whole)])).toEqual([
      { first: 'a', second: 'b', minutes: 60 },
    ]);
    for (const missing of ['memberId', 'startedAt', 'endedAt'])
      expect(
        overlaps([entry('a', { ...whole, [missing]: null }), entry('b', { ...whole, [missing]: null })]),
      ).toEqual([]);
  });
});
