import { describe, expect, it } from 'vitest';
import { httpFunction } from '../../functions/runtime/http/pipeline.ts';
import { apiWorld } from './api-world.ts';
import { ask, type Call, problemOf } from './events.ts';

const platform = { sub: 'britepool-platform', roles: 'PLATFORM' };
const ada = { sub: 'ada', roles: 'WEB_STEWARD' };
const put = (body: string, more: Partial<Call> = {}): Call => ({
  ...{ method: 'PUT', path: '/api/records/task/t-1', claims: platform, body },
  ...more,
});

describe('an answer that is not the one hoped for', () => {
  it('names what is wrong, where, what to do, and the request', async () => {
    const answer = await ask(apiWorld().records, put('{"fields":"none","extra":1}'));
    const problem = problemOf(answer);
    expect(problem).toMatchObject({ status: 400, code: 'invalid', requestId: 'req-1' });
    expect(problem.type).toBe('urn:britepool:problem:invalid');
    expect(problem.errors?.map(({ pointer }) => pointer)).toContain('/fields');
    expect(problem.hint).not.toBe('');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['broken JSON', put('{"fields":'), 400, 'broken-json'],
    ['bytes that are no UTF-8', put('/w==', { base64: true }), 400, 'broken-json'],
    [
      'brackets in brackets without end',
      put(`{"fields":{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}}`),
      400,
      'too-deep',
    ],
    ['more than 1 MB', put(`"${'x'.repeat(1_048_576)}"`), 413, 'too-large'],
    ['an unknown address', put('{}', { path: '/api/records' }), 404, 'no-such-route'],
    ['an unknown kind of record', put('{"fields":{}}', { path: '/api/records/cat/1' }), 404, 'unknown-kind'],
    ['a broken % sequence', put('{}', { path: '/api/records/task/%E0%A4%A' }), 400, 'broken-address'],
    ['a record that is not there', put('', { method: 'GET' }), 404, 'not-found'],
  ])('to %s says so', async (_what, call, status, code) => {
    expect(problemOf(await ask(apiWorld().records, call))).toMatchObject({ status, code });
  });

  it('to the wrong method says which ones there are', async () => {
    const answer = await ask(apiWorld().records, put('{}', { method: 'POST' }));
    expect(problemOf(answer)).toMatchObject({ status: 405, code: 'method-not-allowed' });
    expect(answer.headers.allow?.split(', ').sort()).toEqual(['DELETE', 'GET', 'PUT']);
  });

  it('to a wrong filter names the filter', async () => {
    const call = { path: '/api/admin/integrations', query: { status: 'ASLEEP' }, claims: ada };
    expect(problemOf(await ask(apiWorld().admin, call)).errors?.[0]?.pointer).toBe('/query/status');
  });

  it('to a change based on an older version is 409, and changes nothing', async () => {
    const world = apiWorld();
    await ask(world.records, put('{"fields":{"title":"A"}}'));
    await ask(world.records, put('{"fields":{"title":"B"},"version":1}'));
    const late = await ask(world.records, put('{"fields":{"title":"C"},"version":1}'));
    expect(problemOf(late)).toMatchObject({ status: 409, code: 'changed-meanwhile' });
    const { body } = await ask(world.records, put('', { method: 'GET' }));
    expect(JSON.parse(body)).toMatchObject({ record: { version: 2, fields: { title: 'B' } } });
  });

  it('because of a bug shows nothing of it, but the log does', async () => {
    const lines: string[] = [];
    const write = (message: string, fields?: object) =>
      void lines.push(`${message} ${JSON.stringify(fields)}`);
    const logger = { debug: write, info: write, warn: write, error: write };
    const counted: string[] = [];
    const metrics = { count: (name: string) => void counted.push(name), publish: () => undefined };
    const broken = httpFunction({ logger, metrics }, async () => {
      throw new TypeError('undefined is not a function in /srv/secret.ts');
    });
    const answer = await ask(broken, { path: '/api/records/task' });
    expect(problemOf(answer)).toMatchObject({ status: 500, code: 'unexpected', requestId: 'req-1' });
    expect(answer.body).not.toContain('secret.ts');
    expect(lines.join('\n')).toMatch(/TypeError.*undefined is not a function/);
    expect(counted).toEqual(['Bugs']);
  });
});
