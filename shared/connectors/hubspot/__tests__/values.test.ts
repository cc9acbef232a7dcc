import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, momentOf } from '../days.ts';
import { fullName, nameParts } from '../names.ts';

describe('a name', () => {
  test('is first and last name together, or the address of who has none', () => {
    expect(fullName({ firstname: ' Mira ', lastname: 'van  Dyk', email: null })).toBe('Mira van Dyk');
    expect(fullName({ firstname: null, lastname: 'Dahl', email: 'd@example.org' })).toBe('Dahl');
    expect(fullName({ firstname: '', lastname: null, email: 'd@example.org' })).toBe('d@example.org');
    expect(fullName({ firstname: null, lastname: null, email: null })).toBeNull();
  });

  test('that changes in one part keeps the other whole', () => {
    const before = { firstname: 'Anna Maria', lastname: 'van Dyk' };
    expect(nameParts('Anne van Dyk', before)).toEqual({ firstname: 'Anne', lastname: 'van Dyk' });
    expect(nameParts('Anna Maria Berg', before)).toEqual({ firstname: 'Anna Maria', lastname: 'Berg' });
    expect(nameParts('Tilda Costa Silva', before)).toEqual({ firstname: 'Tilda', lastname: 'Costa Silva' });
  });

  test('always reads back as it was written, whatever stood there before', () => {
    const word = fc.stringMatching(/^[A-Za-zäé'-]{1,8}$/);
    const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(words, fc.option(words), fc.option(words), (whole, firstname, lastname) => {
        const parts = nameParts(whole, { firstname, lastname });
        expect(fullName({ ...parts, email: 'never@example.org' })).toBe(whole);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe('the day on which a task is due', () => {
  test('is the one that a clock in the chosen zone shows', () => {
    expect(dayOf('2026-03-14T23:30:00.000Z', 'Europe/Berlin')).toBe('2026-03-15');
    expect(dayOf('2026-03-14T23:30:00.000Z', 'America/New_York')).toBe('2026-03-14');
    expect(dayOf(null, 'UTC')).toBeNull();
    expect(dayOf('soon', 'UTC')).toBeNull();
  });

  test('moves with its time of day', () => {
    expect(momentOf('2026-07-01', '2026-03-14T06:15:00.000Z', 'Europe/Berlin')).toBe(
      '2026-07-01T05:15:00.000Z',
    );
    expect(momentOf('2026-07-01', null, 'Europe/Berlin')).toBe('2026-07-01T07:00:00.000Z');
  });

  test('is never missed, also where the time of day does not exist on it', () => {
    expect(momentOf('2026-03-29', '2026-03-14T01:30:00.000Z', 'Europe/Berlin')).toBe(
      '2026-03-29T10:00:00.000Z',
    );
    const zones = fc.constantFrom(
      'Pacific/Pago_Pago',
      'Europe/Berlin',
      'Asia/Kathmandu',
      'Pacific/Kiritimati',
    );
    const days = fc
      .integer({ min: 0, max: 1500 })
      .map((day) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10));
    const times = fc.integer({ min: 0, max: 1439 }).map((minute) => new Date(minute * 60_000).toISOString());
    fc.assert(
      fc.property(zones, days, times, (zone, day, before) => {
        expect(dayOf(momentOf(day, before, zone), zone)).toBe(day);
      }),
      { seed: 7, numRuns: 400 },
    );
  });
});
