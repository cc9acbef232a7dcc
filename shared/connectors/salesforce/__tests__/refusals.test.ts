import { afterEach, describe, expect, test } from 'vitest';
import { budget } from '../budget.ts';
import { classify } from '../faults.ts';
import { type Org, openOrg } from './org.ts';

const answer = (status: number, body: unknown, path = '/services/data/v67.0/sobjects/Contact') => ({
  ...{ status, headers: {}, text: typeof body === 'string' ? body : JSON.stringify(body) },
  url: `https://garden.my.salesforce.com${path}`,
});
const refusal = (errorCode: string, message = 'words', fields?: readonly string[]) => [
  { errorCode, message, ...(fields === undefined ? {} : { fields }) },
];

describe('a refusal of Salesforce', () => {
  test.each([
    [401, 'INVALID_SESSION_ID', 'unauthorized'],
    [403, 'REQUEST_LIMIT_EXCEEDED', 'rate-limited'],
    [403, 'API_DISABLED_FOR_ORG', 'forbidden'],
    [400, 'INVALID_TYPE', 'forbidden'],
    [404, 'NOT_FOUND', 'not-found'],
    [404, 'ENTITY_IS_DELETED', 'not-found'],
    [400, 'UNABLE_TO_LOCK_ROW', 'unavailable'],
    [400, 'DUPLICATE_VALUE', 'conflict'],
    [412, 'PRECONDITION_FAILED', 'conflict'],
    [400, 'DUPLICATES_DETECTED', 'rejected'],
    [400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'rejected'],
    [400, 'REQUIRED_FIELD_MISSING', 'rejected'],
    [403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'rejected'],
    [400, 'SOMETHING_NEW', 'rejected'],
    [403, 'SOMETHING_NEW', 'forbidden'],
    [500, 'UNKNOWN_EXCEPTION', 'unavailable'],
    [503, 'SERVER_UNAVAILABLE', 'unavailable'],
  ])('%i %s is %s', (status, code, kind) => {
    expect(classify(answer(status, refusal(code)))).toMatchObject({ kind, httpStatus: status });
  });

  test('names the field at fault, and says the org’s own words', () => {
    const words = refusal('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Phone numbers begin with +', ['Phone']);
    expect(classify(answer(400, words))).toEqual({
      ...{ kind: 'rejected', httpStatus: 400, pointer: '/Phone' },
      message: 'Salesforce says: Phone numbers begin with + (FIELD_CUSTOM_VALIDATION_EXCEPTION)',
    });
  });

  test('of a column concerns every record where a list names it, and one where a write does', () => {
    const body = refusal('INVALID_FIELD', "No such column 'X__c'");
    expect(classify(answer(400, body, '/services/data/v67.0/queryAll?q=SELECT'))?.kind).toBe('forbidden');
    expect(classify(answer(400, body))?.kind).toBe('rejected');
  });

  test('of one request too many waits a quarter of an hour, of one too many at a time half a minute', () => {
    const wait = (message: string) =>
      classify(answer(403, refusal('REQUEST_LIMIT_EXCEEDED', message)))?.retryAfterSeconds;
    expect(wait('TotalRequests Limit exceeded.')).toBe(900);
    expect(wait('ConcurrentRequests (Concurrent API Requests) Limit exceeded.')).toBe(30);
  });

  test('that is no list of errors is left to the status', () => {
    for (const body of ['', '<html>busy</html>', '{}', '[]', 'null', '"Bad_OAuth_Token"'])
      expect(classify(answer(503, body))).toBeUndefined();
  });

  test('a locked row is no outage', () => {
    expect(classify(answer(400, refusal('UNABLE_TO_LOCK_ROW')))).not.toHaveProperty('outage');
    expect(classify(answer(503, refusal('SERVER_UNAVAILABLE')))).toMatchObject({ outage: true });
  });
});

describe('a refusal inside an answer of 200', () => {
  const part = (referenceId: string, httpStatusCode: number, body: unknown) => ({
    ...{ referenceId, httpStatusCode, body, httpHeaders: {} },
  });
  const read = (...compositeResponse: readonly object[]) =>
    classify(answer(200, { compositeResponse }, '/services/data/v67.0/composite'));

  test('is one: the first part that failed is told', () => {
    const halted = part('read', 400, refusal('PROCESSING_HALTED'));
    expect(read(part('written', 400, refusal('DUPLICATES_DETECTED')), halted)).toMatchObject({
      kind: 'rejected',
      message: expect.stringContaining('duplicate rule'),
    });
    expect(read(part('written', 403, refusal('REQUEST_LIMIT_EXCEEDED')), halted)?.kind).toBe('rate-limited');
    expect(read(part('written', 300, ['/a', '/b']), halted)?.message).toContain('same key');
    expect(read(part('written', 500, 'broken'), halted)?.kind).toBe('unavailable');
  });

  test('of the reading back is no refusal of the write, which may have been done', () => {
    const fault = read(part('written', 204, null), part('read', 404, refusal('NOT_FOUND')));
    expect(fault).toMatchObject({ kind: 'unavailable', message: expect.stringContaining('read back') });
  });

  test('is looked for in composite answers only, and not where all went well', () => {
    expect(read(part('written', 204, null), part('read', 200, {}))).toBeUndefined();
    expect(classify(answer(200, { compositeResponse: [part('written', 400, [])] }))).toBeUndefined();
  });
});

describe('the org’s day of requests', () => {
  const left = (header: string | undefined) =>
    budget({ ...answer(200, ''), headers: header === undefined ? {} : { 'sforce-limit-info': header } });

  test('is told by every answer, whatever stands beside it', () => {
    expect(left('api-usage=18/15000')).toEqual({ remaining: 14_982, windowSeconds: 86_400 });
    expect(left('per-app-api-usage=17/250(appName=sync); api-usage=25/5000')?.remaining).toBe(4975);
    expect(left('api-usage=6000/5000')?.remaining).toBe(0);
  });

  test('is not known where nothing readable is said', () => {
    for (const header of [undefined, '', 'api-usage=many/5000', 'per-app-api-usage=17/250'])
      expect(left(header)).toBeUndefined();
  });
});

describe('in an org', () => {
  const open: Org[] = [];
  afterEach(async () => {
    for (const org of open.splice(0)) await org.simulator.close();
  });
  const started = async () => {
    const org = await openOrg();
    open.push(org);
    return org;
  };

  test('whose day is used up nothing is asked again before its time', async () => {
    const { control, read } = await started();
    await control('PUT', 'org', { used: 100_000 });
    await expect(read('tasks')).rejects.toMatchObject({
      fault: { kind: 'rate-limited', retryAfterSeconds: 900 },
    });
  });

  test('a row that somebody else holds is written at the next try', async () => {
    const { control, read, system } = await started();
    const [task] = (await read('tasks')).records;
    await control('PUT', 'org', { locked: 1 });
    const change = () => system.update('tasks', task?.id ?? '', { Subject: 'New' });
    await expect(change()).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
    expect((await change()).data).toMatchObject({ Subject: 'New' });
  });

  test('a contact like another one is left to the org’s duplicate rule', async () => {
    const { system } = await started();
    await system.create('contacts', { Name: 'Mia Berg', Email: 'mia@example.org' }, 'key-1');
    const twin = system.create('contacts', { Name: 'Mia Berg', Email: 'mia@example.org' }, 'key-2');
    await expect(twin).rejects.toMatchObject({
      fault: { kind: 'rejected', message: expect.stringContaining('duplicate rule') },
    });
  });
});
