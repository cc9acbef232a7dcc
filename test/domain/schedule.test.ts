import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExpression } from '../../infra/local/scheduler/expression.ts';
import { type SyncFrequency, syncFrequencies } from '../../shared/domain/integration.ts';
import { nextRun, schedulePlan } from '../../shared/domain/schedule.ts';
import { aroundTheYear, zones } from '../support/clock-changes.ts';

const next = (syncFrequency: SyncFrequency, timeZone: string, after: string) => {
  const integration = { syncFrequency, timeZone, status: 'ACTIVE' } as const;
  return nextRun(integration, schedulePlan(integration, 'UTC'), after);
};

describe('the next run', () => {
  test.each([
    ['EVERY_15MIN', 'Europe/Berlin', '2026-03-01T10:00:00.000Z', '2026-03-01T10:15:00.000Z'],
    ['REALTIME', 'UTC', '2026-03-01T10:14:59.999Z', '2026-03-01T10:15:00.000Z'],
    ['HOURLY', 'Asia/Kolkata', '2026-03-01T10:00:00.000Z', '2026-03-01T10:30:00.000Z'],
    ['DAILY', 'Europe/Berlin', '2026-03-01T10:00:00.000Z', '2026-03-02T01:00:00.000Z'],
    ['DAILY', 'Europe/Berlin', '2026-07-01T10:00:00.000Z', '2026-07-02T00:00:00.000Z'],
    ['DAILY', 'America/Chicago', '2026-03-02T07:59:00.000Z', '2026-03-02T08:00:00.000Z'],
    ['WEEKLY', 'Australia/Sydney', '2026-03-01T10:00:00.000Z', '2026-03-07T15:00:00.000Z'],
  ] as const)('of an integration that syncs %s in %s, seen at %s, is at %s', (frequency, zone, after, at) => {
    expect(next(frequency, zone, after)).toBe(at);
  });

  test('in the night whose two o’clock the clocks leave out is the one of the following night', () => {
    expect(next('DAILY', 'Europe/Berlin', '2026-03-28T12:00:00.000Z')).toBe('2026-03-30T00:00:00.000Z');
  });

  test('in the night that has two o’clock twice is the first of them, and only that', () => {
    const first = next('DAILY', 'Europe/Berlin', '2026-10-24T12:00:00.000Z');
    expect(first).toBe('2026-10-25T00:00:00.000Z');
    expect(next('DAILY', 'Europe/Berlin', first ?? '')).toBe('2026-10-26T01:00:00.000Z');
  });

  test('is none for an integration that syncs by hand, or that rests', () => {
    const after = '2026-03-01T10:00:00.000Z';
    expect(next('MANUAL', 'UTC', after)).toBeNull();
    const paused = { syncFrequency: 'DAILY', status: 'PAUSED' } as const;
    expect(nextRun(paused, schedulePlan(paused, 'UTC'), after)).toBeNull();
  });

  test('is not promised in a zone that does not exist', () => {
    for (const frequency of ['HOURLY', 'DAILY'] as const)
      expect(next(frequency, 'Europe/Atlantis', '2026-03-01T10:00:00.000Z')).toBeNull();
  });

  test('is always the one at which the Scheduler fires, before and after every clock change', () => {
    const places = [
      'Europe/Berlin',
      'America/Chicago',
      'America/Santiago',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    ];
    const moments = places.flatMap((zone) => aroundTheYear(zone));
    const schedulerOf = new Map<string, ReturnType<typeof parseExpression>>();
    const fires = (expression: string, zone: string) => {
      const key = `${expression} ${zone}`;
      const known = schedulerOf.get(key) ?? parseExpression(expression, zone);
      schedulerOf.set(key, known);
      return known;
    };
    const rhythms = syncFrequencies.filter((frequency) => frequency !== 'MANUAL');
    fc.assert(
      fc.property(fc.constantFrom(...moments), fc.constantFrom(...rhythms), ({ zone, at }, frequency) => {
        const plan = schedulePlan({ syncFrequency: frequency, timeZone: zone, status: 'ACTIVE' }, 'UTC');
        const fired = fires(plan?.expression ?? '', zone)(Date.parse(at), 0);
        expect(next(frequency, zone, at)).toBe(fired === null ? null : new Date(fired).toISOString());
      }),
      { seed: 2026, numRuns: 200 },
    );
  });

  test('is always later than the moment it is asked at, and of an hourly one within the hour', () => {
    const time = fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...zones), time, (zone, date) => {
        const after = date.toISOString();
        const at = Date.parse(next('HOURLY', zone, after) ?? '');
        expect(at).toBeGreaterThan(date.getTime());
        expect(at - date.getTime()).toBeLessThanOrEqual(3_600_000);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

test('a system that cannot afford a look every quarter of an hour is looked at every hour, webhooks or not', () => {
  const integration = { syncFrequency: 'REALTIME', status: 'ACTIVE' } as const;
  const at = (healing?: number) =>
    nextRun(integration, schedulePlan(integration, 'UTC', healing), '2026-03-01T10:05:00.000Z');
  expect([at(), at(15), at(60)]).toEqual([
    '2026-03-01T10:15:00.000Z',
    '2026-03-01T10:15:00.000Z',
    '2026-03-01T11:00:00.000Z',
  ]);
});
