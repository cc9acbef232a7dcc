import { describe, expect, test } from 'vitest';
import type { HttpResponse } from '../../../connector-kit/http.ts';
import { budget, classify, lostCursor } from '../classify.ts';

const answer = (status: number, body: unknown, headers: HttpResponse['headers'] = {}): HttpResponse => ({
  ...{ status, headers, url: 'https://api.monday.com/v2' },
  text: typeof body === 'string' ? body : JSON.stringify(body),
});
const error = (code: string, more: object = {}) => ({
  data: { items: [] },
  errors: [{ message: 'No', extensions: { code, ...more } }],
});

describe('an answer of monday.com', () => {
  test('without errors is none, whatever the records say', () => {
    expect(classify(answer(200, { data: { items: [{ name: 'errors' }] } }))).toBeUndefined();
    expect(
      classify(answer(200, { data: { note: 'the "errors" of last year' }, errors: [] })),
    ).toBeUndefined();
  });

  test.each([
    ['UserUnauthorizedException', 'forbidden'],
    ['USER_UNAUTHORIZED', 'forbidden'],
    ['USER_ACCESS_DENIED', 'forbidden'],
    ['missingRequiredPermissions', 'forbidden'],
    ['ResourceNotFoundException', 'not-found'],
    ['ColumnValueException', 'rejected'],
    ['InvalidColumnIdException', 'rejected'],
    ['ItemsLimitationException', 'rejected'],
    ['INTERNAL_SERVER_ERROR', 'unavailable'],
    ['undefinedField', 'drifted'],
    ['InvalidVersionException', 'drifted'],
    ['SomethingNewException', 'rejected'],
  ])('with the error %s inside HTTP 200 is %s, whatever data stands beside it', (code, kind) => {
    expect(classify(answer(200, error(code)))).toMatchObject({ kind, httpStatus: 200 });
  });

  test.each([
    [{ status_code: 403 }, 'forbidden'],
    [{ status_code: 423 }, 'unavailable'],
    [{ status_code: 500 }, 'unavailable'],
  ])('with an unknown code is read by the status that it names: %j', (more, kind) => {
    expect(classify(answer(200, error('Unheard', more)))).toMatchObject({ kind });
  });

  test.each([401, 403, 404, 409, 429])('of status %i without a body is left to the status', (status) => {
    expect(classify(answer(status, ''))).toBeUndefined();
  });

  test('about a locked board is unavailable, so that it is tried again', () => {
    expect(classify(answer(423, ''))).toMatchObject({ kind: 'unavailable' });
  });

  test('that a place in a list is lost points there, so that the list begins again', () => {
    expect(classify(answer(200, error('CursorException')))).toMatchObject({ pointer: lostCursor });
  });
});

describe('a refusal of too much', () => {
  const exhausted = error('COMPLEXITY_BUDGET_EXHAUSTED', { retry_in_seconds: 12.2, status_code: 429 });
  test.each([
    ['names its wait in the error', answer(429, exhausted, { 'retry-after': '40' }), 13],
    ['names its wait in the header', answer(429, error('Rate Limit Exceeded'), { 'retry-after': '40' }), 40],
    ['of the day names none: an hour', answer(429, error('DAILY_LIMIT_EXCEEDED')), 3600],
    ['of the minute names none: a minute', answer(200, error('maxConcurrencyExceeded')), 60],
    ['of the older name', answer(200, error('ComplexityException')), 60],
  ])('%s', (_, response, retryAfterSeconds) => {
    expect(classify(response)).toMatchObject({ kind: 'rate-limited', retryAfterSeconds });
  });
});

test('what is left of the minute is read from the headers of an answer', () => {
  const ratelimit = '"minuteRate";r=990;t=20, "concurrency";r=39, "complexityMinute";r=4900000;t=45';
  expect(budget(answer(200, '', { ratelimit }))).toEqual({
    remaining: 990,
    windowSeconds: 60,
  });
  expect(budget(answer(200, '', { ratelimit: '"concurrency";r=39' }))).toBeUndefined();
});
