import { describe, expect, test } from 'vitest';
import { silenceOf } from '../../shared/domain/silence.ts';

const hour = 3_600_000;
const now = '2026-03-10T12:00:00.000Z';
const ago = (hours: number) => new Date(Date.parse(now) - hours * hour).toISOString();
const told = (...hours: readonly number[]) =>
  hours.map((each) => ({ cause: 'webhook' as const, createdAt: ago(each) }));
const found = (...hours: readonly number[]) =>
  hours.map((each) => ({ cause: 'poll' as const, createdAt: ago(each) }));
const longAgo = ago(1000);

describe('webhooks that say nothing', () => {
  test('are silent after a day where they came every hour', () => {
    expect(silenceOf(told(24, 25, 26, 27), longAgo, now)).toBeUndefined();
    expect(silenceOf(told(25, 26, 27, 28), longAgo, now)).toEqual({ since: ago(25), missed: 0 });
  });

  test('are silent only after three times their longest pause where they come seldom', () => {
    const weekends = [60, 80, 140, 150];
    expect(silenceOf(told(...weekends), longAgo, now)).toBeUndefined();
    expect(silenceOf(told(180, 200, 260, 270), longAgo, now)).toBeUndefined();
    expect(silenceOf(told(181, 200, 260, 270), longAgo, now)).toEqual({ since: ago(181), missed: 0 });
  });

  test('have no rhythm after three deliveries, so that a quiet week says nothing', () => {
    expect(silenceOf(told(200, 201, 202), longAgo, now)).toBeUndefined();
  });

  test('are silent, rhythm or not, when a run found what they did not tell', () => {
    expect(silenceOf([...found(2, 3), ...told(200)], longAgo, now)).toEqual({ since: ago(200), missed: 2 });
    expect(silenceOf(found(2), ago(30), now)).toEqual({ since: ago(30), missed: 1 });
    expect(silenceOf([...found(2), ...told(175, 176, 177, 178)], longAgo, now)).toEqual({
      since: ago(175),
      missed: 1,
    });
  });

  test('are not blamed for what the first import found in its first day', () => {
    expect(silenceOf(found(7, 29, 30), ago(31), now)).toBeUndefined();
    expect(silenceOf(found(6, 29, 30), ago(31), now)).toEqual({ since: ago(31), missed: 1 });
  });

  test('count from when they were registered anew, not from before', () => {
    expect(silenceOf(told(40, 41, 42, 43), ago(23), now)).toBeUndefined();
    expect(silenceOf(told(40, 41, 42, 43), ago(25), now)).toEqual({ since: ago(25), missed: 0 });
  });

  test('are not missed where nobody edits anything', () => {
    const edits = [{ cause: 'edit' as const, createdAt: ago(1) }];
    expect(silenceOf(edits, longAgo, now)).toBeUndefined();
  });
});
