import { describe, expect, test } from 'vitest';
import {
  fieldErrors,
  isMissing,
  lacksRole,
  mayPass,
  Refused,
  troubleOf,
  Unreachable,
  UnreadableAnswer,
} from './problems.ts';

const problem = (status: number) => ({
  type: 'urn:britepool:problem:already-running',
  title: 'A run of this integration is still going',
  status,
  code: 'already-running',
  hint: 'Wait for it to end, then start another.',
  requestId: 'r-1',
});

describe('Whatever goes wrong', () => {
  test('is told with what happened and a cure that fits', () => {
    const cures = [
      [new Unreachable('no answer'), 'try-again'],
      [new UnreadableAnswer('shape'), 'reload'],
      [new TypeError('bug'), 'reload'],
      [new Refused(401, undefined), 'sign-in'],
      [new Refused(503, undefined), 'try-again'],
    ] as const;
    for (const [error, cure] of cures) expect(troubleOf(error).cure).toBe(cure);
  });

  test('the service’s own words and its request number are passed on', () => {
    expect(troubleOf(new Refused(409, problem(409)))).toEqual({
      title: 'A run of this integration is still going',
      advice: 'Wait for it to end, then start another.',
      cure: 'try-again',
      requestId: 'r-1',
    });
  });

  test('never shows a status number or a term of the trade as its first words', () => {
    const errors = [400, 401, 403, 404, 429, 500, 502, 503].map((status) => new Refused(status, undefined));
    for (const error of [...errors, new Unreachable('x'), new UnreadableAnswer('y')]) {
      expect(troubleOf(error).title).not.toMatch(/\d|HTTP|webhook|payload|mapping|JSON/i);
    }
  });

  test('only what may pass by itself is tried again unasked', () => {
    expect(mayPass(new Unreachable('x'))).toBe(true);
    expect(mayPass(new Refused(503, undefined))).toBe(true);
    expect(mayPass(new Refused(400, undefined))).toBe(false);
    expect(lacksRole(new Refused(403, undefined))).toBe(true);
    expect(isMissing(new Refused(404, undefined))).toBe(true);
  });
});

test('What the service found wrong lands at its field', () => {
  const errors = [{ pointer: '/schedule/rhythm', detail: 'Choose one of the rhythms.' }];
  const refused = new Refused(400, { ...problem(400), errors });
  expect(fieldErrors(refused)).toEqual({ 'schedule.rhythm': 'Choose one of the rhythms.' });
  expect(fieldErrors(new Unreachable('no answer'))).toEqual({});
});
