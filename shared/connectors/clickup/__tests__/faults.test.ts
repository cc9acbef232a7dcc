import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { budget, classify, saysMissing } from '../faults.ts';

const answer = (status: number, body: object, path = '/team', headers = {}) => ({
  ...{ status, headers, text: JSON.stringify(body) },
  url: `https://api.clickup.com/api/v2${path}`,
});
const refusal = (status: number, ECODE: string, path?: string) =>
  classify(answer(status, { err: 'In words', ECODE }, path));

describe('a refusal of ClickUp', () => {
  test.each([
    [401, 'OAUTH_019', '/team', 'unauthorized'],
    [401, 'OAUTH_027', '/team/9001000001/time_entries', 'unauthorized'],
    [401, 'OAUTH_027', '/list/901200000001/task', 'forbidden'],
    [401, 'OAUTH_023', '/task/86c8xq2ab', 'rejected'],
    [404, 'ITEM_013', '/task/86c8xq2ab', 'not-found'],
    [400, 'INPUT_005', '/task/86c8xq2ab', 'rejected'],
    [500, 'ITEMV2_003', '/task/86c8xq2ab', 'rejected'],
    [500, 'ITEM_001', '/task/86c8xq2ab', 'unavailable'],
    [403, 'ACCESS_081', '/team/9001000001/time_entries', 'forbidden'],
  ])('with %i %s at %s is %s', (status, code, path, kind) => {
    expect(refusal(status, code, path)).toMatchObject({ kind, httpStatus: status });
  });

  test('is repeated in ClickUp’s words and without its code', () => {
    expect(refusal(400, 'INPUT_005')?.message).toBe('The system answered 400: In words');
  });

  test('one record that it answers with its own failure is no outage, a page of somebody on the way is one', () => {
    expect(refusal(500, 'ITEMV2_003')?.outage).toBeUndefined();
    expect(classify({ ...answer(502, {}), text: '<html>' })).toMatchObject({ outage: true });
  });

  test('proves only in its own words that something is gone', () => {
    expect(saysMissing(answer(404, { err: 'Task not found, deleted', ECODE: 'ITEM_013' }))).toBe(true);
    for (const text of ['', '<html>', '{}', '{"message":"no route"}'])
      expect(saysMissing({ ...answer(404, {}), text })).toBe(false);
    expect(saysMissing(answer(401, { err: 'Team(s) not authorized', ECODE: 'OAUTH_027' }))).toBe(false);
  });
});

describe('the requests of a minute', () => {
  const date = 'Sun, 01 Mar 2026 10:00:00 GMT';
  const seconds = Date.parse(date) / 1000;
  const left = (remaining: string, reset: string, sent = date) =>
    answer(200, {}, '/team', { 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset, date: sent });

  test('are told with the seconds until they are full again, by ClickUp’s clock', () => {
    expect(budget(left('42', String(seconds + 17)))).toEqual({
      ...{ remaining: 42, windowSeconds: 60, resetSeconds: 17 },
    });
    expect(budget(answer(200, {}))).toBeUndefined();
  });

  test('one too many waits until they are full again, and a minute where nothing says when', () => {
    const refused = { ...left('0', String(seconds + 17)), status: 429 };
    expect(classify(refused)).toMatchObject({ kind: 'rate-limited', retryAfterSeconds: 17 });
    expect(classify(answer(429, {}))).toMatchObject({ kind: 'rate-limited', retryAfterSeconds: 60 });
  });

  test('never ask to wait for longer than their minute, nor for nothing, whatever the answer says', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (reset, sent) => {
        const wait = classify({ ...left('0', reset, sent), status: 429 })?.retryAfterSeconds ?? 0;
        expect(wait).toBeGreaterThanOrEqual(1);
        expect(wait).toBeLessThanOrEqual(60);
      }),
      { seed: 7 },
    );
  });
});
