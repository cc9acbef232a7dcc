import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultOfResponse, messageOf, retryAfter } from '../../shared/connector-kit/faults.ts';
import type { HttpResponse } from '../../shared/connector-kit/http.ts';

const now = new Date('2026-03-01T10:00:00.000Z');
const answer = (status: number, text = '', headers: Record<string, string> = {}): HttpResponse => ({
  status,
  text,
  headers,
  url: 'https://vendor.example/tasks',
});

describe('what a refusing answer means', () => {
  test.each([
    [400, 'rejected'],
    [401, 'unauthorized'],
    [402, 'forbidden'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [408, 'unavailable'],
    [409, 'conflict'],
    [410, 'not-found'],
    [412, 'conflict'],
    [422, 'rejected'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [599, 'unavailable'],
  ])('%i is %s', (status, kind) => {
    expect(faultOfResponse(answer(status), now)).toMatchObject({ kind, httpStatus: status });
  });

  test('an outage is never taken for a record that is refused or missing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 599 }), fc.string(), (status, body) => {
        expect(faultOfResponse(answer(status, body), now).kind).toBe('unavailable');
      }),
      { seed: 51 },
    );
  });
});

describe('how long to wait', () => {
  const wait = (header: string, date?: string) =>
    retryAfter(answer(429, '', { 'retry-after': header, ...(date === undefined ? {} : { date }) }), now);

  test('is read from seconds and from dates', () => {
    expect(wait('17')).toBe(17);
    expect(wait(' 0 ')).toBe(0);
    expect(wait('Sun, 01 Mar 2026 10:00:30 GMT')).toBe(30);
    expect(wait('Sunday, 01-Mar-26 10:00:30 GMT')).toBe(30);
    expect(wait('Sun Mar  1 10:00:30 2026 GMT')).toBe(30);
  });

  test('of a date counts from the vendor’s own clock', () => {
    expect(wait('Sun, 01 Mar 2026 12:00:30 GMT', 'Sun, 01 Mar 2026 12:00:00 GMT')).toBe(30);
  });

  test('is never negative and never longer than a day', () => {
    expect(wait('Sun, 01 Mar 2026 09:00:00 GMT')).toBe(0);
    expect(wait('999999999')).toBe(86_400);
    expect(wait('Sun, 01 Mar 2099 09:00:00 GMT')).toBe(86_400);
  });

  test.each(['soon', '-5', '1.5', '', '12 seconds', '2026-03-01'])(
    'is unknown when the vendor writes "%s"',
    (header) => {
      expect(wait(header)).toBeUndefined();
    },
  );

  test('is unknown when the vendor says nothing', () => {
    expect(retryAfter(answer(429), now)).toBeUndefined();
  });
});

describe('the vendor’s own words', () => {
  test.each([
    ['{"type":"about:blank","title":"Bad","detail":"The name is too long"}', 'The name is too long'],
    ['{"title":"Bad request"}', 'Bad request'],
    ['{"error":{"message":"Nope"}}', 'Nope'],
    ['{"message":"Slow down"}', 'Slow down'],
    ['{"error":"invalid_grant","error_description":"Expired"}', 'Expired'],
    ['{"error":"invalid_grant"}', 'invalid_grant'],
    ['{"errors":[{"message":"Not a valid date"}]}', 'Not a valid date'],
    ['{"errors":["Too many"]}', 'Too many'],
    ['[{"message":"Session expired","errorCode":"X"}]', 'Session expired'],
    ['Too Many Requests', 'Too Many Requests'],
    ['', 'no explanation'],
    ['<html><body>502</body></html>', 'no explanation'],
    ['{"detail":17}', '{"detail":17}'],
  ])('are found in %s', (body, message) => {
    expect(messageOf(answer(400, body))).toBe(message);
  });

  test('never carry a token and are never longer than 300 characters', () => {
    expect(messageOf(answer(401, '{"message":"Bearer abc123 is not valid"}'))).not.toContain('abc123');
    const token = fc.string({ unit: fc.constantFrom(...'abcdefXYZ0189_-'), minLength: 32, maxLength: 64 });
    fc.assert(
      fc.property(token, fc.string({ maxLength: 400 }), (secret, noise) => {
        const message = messageOf(answer(400, JSON.stringify({ message: `${noise} ${secret} ${noise}` })));
        expect(message).not.toContain(secret);
        expect(message.length).toBeLessThanOrEqual(300);
      }),
      { seed: 52 },
    );
  });
});
