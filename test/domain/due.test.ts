import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDue } from '../../shared/domain/due.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import { schedulePlan } from '../../shared/domain/schedule.ts';
import { anIntegration } from '../contract/support/samples.ts';

const createdAt = '2026-03-01T09:10:00.000Z';
const due = (more: Partial<Integration>, now: string): boolean => {
  const integration = anIntegration({ syncFrequency: 'HOURLY', status: 'ACTIVE', createdAt, ...more });
  return isDue(integration, schedulePlan(integration, 'UTC'), now);
};

describe('an hourly integration is due', () => {
  test('at the first full hour after it was made', () => {
    expect(due({}, '2026-03-01T09:59:59.999Z')).toBe(false);
    expect(due({}, '2026-03-01T10:00:00.000Z')).toBe(true);
  });

  test('at the first full hour after it was last read', () => {
    const lastSyncAt = '2026-03-01T12:00:00.000Z';
    expect(due({ lastSyncAt }, '2026-03-01T12:59:59.999Z')).toBe(false);
    expect(due({ lastSyncAt }, '2026-03-01T13:00:00.000Z')).toBe(true);
  });

  test('at the first full hour after the later of a reading and a try in vain', () => {
    const early = '2026-03-01T12:10:00.000Z';
    const late = '2026-03-01T14:20:00.000Z';
    for (const times of [
      { lastSyncAt: early, lastErrorAt: late },
      { lastSyncAt: late, lastErrorAt: early },
      { lastErrorAt: late },
    ]) {
      expect(due(times, '2026-03-01T14:59:00.000Z')).toBe(false);
      expect(due(times, '2026-03-01T15:00:00.000Z')).toBe(true);
    }
  });
});

test('an integration that is run by hand, or rests, is never due', () => {
  const years = fc.date({ min: new Date(createdAt), max: new Date('2036-01-01'), noInvalidDate: true });
  const resting = fc.constantFrom<Partial<Integration>>(
    { syncFrequency: 'MANUAL' },
    { status: 'PAUSED' },
    { status: 'DISABLED' },
  );
  fc.assert(
    fc.property(years, resting, (now, more) => {
      expect(due(more, now.toISOString())).toBe(false);
    }),
    { seed: 12 },
  );
});
