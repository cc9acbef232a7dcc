import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, spanAfter } from '../../shared/connector-kit/time-spans.ts';

const berlin = 'Europe/Berlin';
const before = { start: '2026-03-02T21:30:00Z', end: '2026-03-02T23:00:00Z' };

describe('when an entry begins and ends after a change', () => {
  test('more minutes move the end, not the start', () => {
    const data = { minutes: 120 };
    expect(spanAfter(data, before, berlin)).toEqual({ ...before, end: '2026-03-02T23:30:00Z' });
  });

  test('another day keeps the time of day and the duration, also over the change of the clocks', () => {
    expect(spanAfter({ day: '2026-04-01' }, before, berlin)).toEqual({
      ...{ start: '2026-04-01T20:30:00Z', end: '2026-04-01T22:00:00Z' },
    });
  });

  test('the same day moves nothing', () => {
    expect(spanAfter({ day: '2026-03-02' }, before, berlin)).toEqual(before);
  });

  test('another start keeps the duration; another end keeps the start', () => {
    expect(spanAfter({ start: '2026-03-02T20:00:00.000Z' }, before, berlin)).toEqual({
      ...{ start: '2026-03-02T20:00:00Z', end: '2026-03-02T21:30:00Z' },
    });
    expect(spanAfter({ end: '2026-03-02T22:00:00.000Z' }, before, berlin)).toEqual({
      ...before,
      end: '2026-03-02T22:00:00Z',
    });
  });

  test('a running timer stays one when only its start is moved', () => {
    const running = { start: before.start };
    expect(spanAfter({ start: '2026-03-02T20:00:00Z' }, running, berlin)).toEqual({
      start: '2026-03-02T20:00:00Z',
    });
  });

  test('work logged for a day without a time begins at nine in the zone', () => {
    const data = { day: '2026-07-01', minutes: 45 };
    expect(spanAfter(data, undefined, berlin)).toEqual({
      ...{ start: '2026-07-01T07:00:00Z', end: '2026-07-01T07:45:00Z' },
    });
  });

  test('a clock time that the day leaves out becomes noon of that day', () => {
    const early = { start: '2026-03-20T01:30:00Z', end: '2026-03-20T02:30:00Z' };
    expect(spanAfter({ day: '2026-03-29' }, early, berlin)?.start).toBe('2026-03-29T10:00:00Z');
  });

  test('too little to know start and end is no time at all', () => {
    expect(spanAfter({ day: '2026-07-01' }, undefined, berlin)).toBeUndefined();
    expect(spanAfter({ minutes: 60 }, undefined, berlin)).toBeUndefined();
  });
});

test('whatever day an entry is moved to, it is on that day afterwards and lasts as long as before', () => {
  const zones = fc.constantFrom(berlin, 'Pacific/Auckland', 'America/St_Johns', 'UTC');
  const range = { min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true };
  fc.assert(
    fc.property(fc.date(range), fc.date(range), fc.nat(86_400), zones, (from, to, seconds, zone) => {
      const start = `${from.toISOString().slice(0, 19)}Z`;
      const end = `${new Date(Date.parse(start) + seconds * 1000).toISOString().slice(0, 19)}Z`;
      const day = to.toISOString().slice(0, 10);
      const after = spanAfter({ day }, { start, end }, zone);
      expect(dayOf(after?.start ?? '', zone)).toBe(day);
      expect(Date.parse(after?.end ?? '') - Date.parse(after?.start ?? '')).toBe(seconds * 1000);
    }),
    { seed: 11, numRuns: 200 },
  );
});
