import { parseAbsolute } from '@internationalized/date';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalZoned,
  instantOfZoned,
  isZone,
  partsOfZoned,
  toZoned,
  zonedAt,
} from '../../shared/domain/zoned.ts';

describe('a local time with its zone', () => {
  test('is a wall clock and a zone, with seconds only where they say something', () => {
    expect(toZoned('2026-03-01T10:00:00', 'Europe/Berlin')).toBe('2026-03-01T10:00[Europe/Berlin]');
    expect(toZoned('2026-03-01 10:00:05', 'Asia/Kolkata')).toBe('2026-03-01T10:00:05[Asia/Kolkata]');
    expect(partsOfZoned('2026-03-01T10:00[UTC]')).toEqual({ local: '2026-03-01T10:00', zone: 'UTC' });
  });

  test.each([
    ['2026-02-30T10:00', 'UTC'],
    ['2026-03-01T24:00', 'UTC'],
    ['2026-03-01', 'UTC'],
    ['2026-03-01T10:00', 'Middle/Earth'],
    ['2026-03-01T10:00', '__proto__'],
  ])('"%s" in "%s" is none', (local, zone) => {
    expect(toZoned(local, zone)).toBeUndefined();
  });

  test('has one spelling, however a system writes it', () => {
    for (const text of [
      '2026-07-01T10:00[Europe/Berlin]',
      '2026-07-01T10:00:00[Europe/Berlin]',
      '2026-07-01T10:00:00.000+02:00[Europe/Berlin]',
      '2026-07-01T08:00Z[Europe/Berlin]',
    ])
      expect(canonicalZoned(text)).toBe('2026-07-01T10:00[Europe/Berlin]');
    expect(canonicalZoned('2026-07-01T10:00')).toBeUndefined();
  });

  test('means one moment; a wall clock that is left out in spring means none', () => {
    expect(instantOfZoned('2026-01-01T10:00[Europe/Berlin]')).toBe('2026-01-01T09:00:00.000Z');
    expect(instantOfZoned('2026-07-01T10:00[Europe/Berlin]')).toBe('2026-07-01T08:00:00.000Z');
    expect(instantOfZoned('2026-03-29T02:30[Europe/Berlin]')).toBeUndefined();
    expect(instantOfZoned('2011-12-30T12:00[Pacific/Apia]')).toBeUndefined();
  });

  test('of an hour that is lived twice the second is told apart by its offset', () => {
    expect(zonedAt('2026-10-25T00:30:00.000Z', 'Europe/Berlin')).toBe('2026-10-25T02:30[Europe/Berlin]');
    expect(zonedAt('2026-10-25T01:30:00.000Z', 'Europe/Berlin')).toBe(
      '2026-10-25T02:30+01:00[Europe/Berlin]',
    );
    expect(instantOfZoned('2026-10-25T02:30+01:00[Europe/Berlin]')).toBe('2026-10-25T01:30:00.000Z');
  });

  test('every moment comes back from every zone as it was', () => {
    const zones = fc.constantFrom(
      'Pacific/Pago_Pago',
      'America/St_Johns',
      'America/Sao_Paulo',
      'UTC',
      'Europe/Berlin',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Pacific/Chatham',
      'Pacific/Kiritimati',
    );
    const moments = fc.date({
      min: new Date('1990-01-01'),
      max: new Date('2100-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, zones, (moment, zone) => {
        const instant = moment.toISOString();
        const zoned = zonedAt(instant, zone);
        expect(zoned === undefined ? undefined : instantOfZoned(zoned)).toBe(instant);
        expect(canonicalZoned(zoned ?? '')).toBe(zoned);
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  test('is what another library shows at the same moment', () => {
    const zones = fc.constantFrom(
      'America/St_Johns',
      'Europe/Dublin',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
    );
    const moments = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2037-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, zones, (moment, zone) => {
        const instant = moment.toISOString();
        const theirs = parseAbsolute(instant, zone).toString();
        expect(zonedAt(instant, zone)?.slice(0, 16)).toBe(theirs.slice(0, 16));
        expect(canonicalZoned(theirs)).toBe(zonedAt(instant, zone));
      }),
      { seed: 36, numRuns: 300 },
    );
  });

  test('a zone is a name of the database or an offset, never something else', () => {
    for (const zone of ['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', '+05:30'])
      expect(isZone(zone)).toBe(true);
    for (const zone of ['', 'constructor', 'Europe/', 'Berlin; DROP', '2026'])
      expect(isZone(zone)).toBe(false);
  });
});

describe('the edges of a local time', () => {
  test.each(['10:60', '23:59:60', '24:00', '1:00', '10', '10:00:00.', '10:00Z'])(
    '"%s" is no time of day',
    (time) => {
      expect(toZoned(`2026-03-01T${time}`, 'UTC')).toBeUndefined();
    },
  );

  test('is exact to the millisecond; what is finer is cut off', () => {
    expect(toZoned('2026-03-01T10:00:00.5', 'UTC')).toBe('2026-03-01T10:00:00.500[UTC]');
    expect(toZoned('2026-03-01T10:00:00,123999', 'UTC')).toBe('2026-03-01T10:00:00.123[UTC]');
    expect(toZoned('2026-03-01T10:00:00.000', 'UTC')).toBe('2026-03-01T10:00[UTC]');
    expect(toZoned('2026-03-01T00:00:30', 'UTC')).toBe('2026-03-01T00:00:30[UTC]');
  });

  test('shows the second of two equal hours with its offset, west of Greenwich too', () => {
    expect(zonedAt('2026-11-01T05:30:00.000Z', 'America/New_York')).toBe(
      '2026-11-01T01:30[America/New_York]',
    );
    expect(zonedAt('2026-11-01T06:30:00.000Z', 'America/New_York')).toBe(
      '2026-11-01T01:30-05:00[America/New_York]',
    );
    expect(instantOfZoned('2026-11-01T01:30-05:00[America/New_York]')).toBe('2026-11-01T06:30:00.000Z');
    expect(zonedAt('2026-10-25T01:30:00.000Z', 'Europe/London')).toBe(
      '2026-10-25T01:30+00:00[Europe/London]',
    );
    expect(instantOfZoned('2026-10-25T01:30[Europe/London]')).toBe('2026-10-25T00:30:00.000Z');
  });

  test('exists before our era', () => {
    expect(zonedAt('0000-06-15T12:00:00.000Z', 'UTC')).toBe('0000-06-15T12:00[UTC]');
    expect(instantOfZoned('0000-06-15T12:00[UTC]')).toBe('0000-06-15T12:00:00.000Z');
  });

  test('is none in a zone that nobody knows, and nothing follows from it', () => {
    expect(zonedAt('2026-03-01T10:00:00.000Z', 'Middle/Earth')).toBeUndefined();
    expect(instantOfZoned('2026-03-01T10:00[Middle/Earth]')).toBeUndefined();
    expect(canonicalZoned('2026-03-01T10:00[Middle/Earth]')).toBeUndefined();
    expect(partsOfZoned('2026-03-01T10:00[Middle/Earth]')).toBeUndefined();
    expect(instantOfZoned('ten[UTC]')).toBeUndefined();
    expect(partsOfZoned('ten[UTC]')).toBeUndefined();
    expect(isZone('Europe/Berlin and more')).toBe(false);
    expect(isZone('')).toBe(false);
  });
});
