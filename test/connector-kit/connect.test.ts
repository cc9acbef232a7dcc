import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { connect } from '../../shared/connector-kit/connect.ts';
import { defineConnector } from '../../shared/connector-kit/connector.ts';
import { factsOf } from '../../shared/connector-kit/connector-facts.ts';
import type { HttpRequest, HttpResponse } from '../../shared/connector-kit/http.ts';
import { parseResponse } from '../../shared/connector-kit/parse.ts';
import { joinUrl } from '../../shared/connector-kit/requests.ts';
import { manifest } from '../../shared/connectors/asana/manifest.ts';
import { FaultError } from '../../shared/domain/fault.ts';

const settings = z.strictObject({ project: z.string('Give the project') });
const small = defineConnector<z.output<typeof settings>>({
  manifest,
  settings,
  authorize: (_type, { token }) => ({
    headers: { authorization: `Bearer ${token}` },
    query: { key: token ?? '' },
  }),
  async test(call) {
    const response = await call.send({ method: 'GET', path: '/me' });
    const { name } = parseResponse(response, z.object({ name: z.string() }), 'The account');
    return { steps: [{ step: 'signed-in', ok: true, message: name }], apiVersion: '1', account: name };
  },
  streams: () => ({
    tasks: {
      list: async () => ({ records: [], deletedIds: [], next: null }),
      get: async (call, id) => {
        const response = await call.send({ method: 'GET', path: `/tasks/${id}` }, { accept: [404] });
        return response.status === 404 ? 'gone' : { id, data: {} };
      },
    },
  }),
});

function connected(answers: readonly (Partial<HttpResponse> | Error)[]) {
  const sent: HttpRequest[] = [];
  const queue = [...answers];
  const http = {
    async send(request: HttpRequest): Promise<HttpResponse> {
      sent.push(request);
      const answer = queue.shift();
      if (answer instanceof Error) throw answer;
      return { status: 200, headers: {}, text: '{}', url: request.url.href, ...answer };
    },
  };
  const connection = {
    baseUrl: 'https://vendor.example/api/',
    authType: 'BEARER_TOKEN',
    settings: { project: '1' },
  };
  const now = () => new Date('2026-03-01T10:00:00.000Z');
  return { sent, system: connect(small, connection, { token: 't0ken' }, { http, now }) };
}

describe('a described request', () => {
  test('goes under the base address with the sign-in of the integration', async () => {
    const { sent, system } = connected([{ text: '{"name":"Ada"}' }]);
    await system.test();
    expect(sent[0]?.url.href).toBe('https://vendor.example/api/me?key=t0ken');
    expect(sent[0]?.headers).toMatchObject({ authorization: 'Bearer t0ken' });
  });

  test('never leaves the origin of the integration', () => {
    expect(joinUrl('https://vendor.example/api', 'https://vendor.example/next?p=2').href).toBe(
      'https://vendor.example/next?p=2',
    );
    for (const elsewhere of [
      'https://evil.example/api',
      'http://vendor.example/api',
      'https://vendor.example:8443/',
    ])
      expect(() => joinUrl('https://vendor.example/api', elsewhere)).toThrowError(FaultError);
    for (const odd of ['//evil.example/x', '/\\evil.example', '../../x'])
      expect(joinUrl('https://vendor.example/api', odd).origin).toBe('https://vendor.example');
  });

  test('reaches the further origins that the manifest names, which move with an integration that points elsewhere', () => {
    const vendor = {
      defaultBaseUrl: 'https://vendor.example/api',
      otherOrigins: ['https://id.vendor.example'],
    };
    const accounts = 'https://id.vendor.example/accounts?all=1';
    expect(joinUrl('https://vendor.example/api', accounts, vendor).href).toBe(accounts);
    expect(joinUrl('http://127.0.0.1:9999/api', accounts, vendor).href).toBe(
      'http://127.0.0.1:9999/accounts?all=1',
    );
    for (const elsewhere of [
      'http://id.vendor.example/x',
      'https://id.vendor.example:444/x',
      'https://evil.example',
    ])
      expect(() => joinUrl('https://vendor.example/api', elsewhere, vendor)).toThrowError(FaultError);
  });

  test('that is refused becomes a fault, unless the status is an answer here', async () => {
    const { system } = connected([{ status: 404 }, { status: 503 }]);
    expect(await system.get('tasks', '1')).toBe('gone');
    await expect(system.get('tasks', '1')).rejects.toMatchObject({
      fault: { kind: 'unavailable', httpStatus: 503 },
    });
  });

  test('of a kind that the system does not offer is refused with words', async () => {
    const { system } = connected([]);
    await expect(system.create('tasks', {}, 'k')).rejects.toMatchObject({ fault: { kind: 'rejected' } });
    await expect(system.get('nothing', '1')).rejects.toMatchObject({ fault: { kind: 'rejected' } });
    await expect(system.get('constructor', '1')).rejects.toMatchObject({ fault: { kind: 'rejected' } });
  });
});

describe('the connection test', () => {
  test('tells the account when all is well', async () => {
    const report = await connected([{ text: '{"name":"Ada"}' }]).system.test();
    expect(report).toMatchObject({
      ok: true,
      account: 'Ada',
      steps: [
        { step: 'reachable', ok: true },
        { step: 'signed-in', ok: true },
      ],
    });
  });

  const failing = async (answer: Partial<HttpResponse> | Error) =>
    (await connected([answer]).system.test()).steps.find(({ ok }) => !ok);

  test('names the step that failed and what to do', async () => {
    const down = new FaultError({
      kind: 'unavailable',
      message: 'vendor.example cannot be reached (ENOTFOUND).',
    });
    expect(await failing(down)).toMatchObject({ step: 'reachable', cure: expect.any(String) });
    expect(await failing({ status: 401 })).toMatchObject({ step: 'signed-in', cure: expect.any(String) });
    expect(await failing({ status: 403 })).toMatchObject({ step: 'may-read', cure: expect.any(String) });
    expect(await failing({ text: '<html>' })).toMatchObject({ step: 'may-read' });
  });

  test('asks for patience, not for another address, while the system refuses more requests or has trouble', async () => {
    const full = new FaultError({ kind: 'rate-limited', message: 'No more for now', retryAfterSeconds: 2.4 });
    const told = [await failing(full), await failing({ status: 429 }), await failing({ status: 503 })];
    expect(told[0]).toMatchObject({ step: 'may-read', cure: expect.stringContaining('Wait 3 seconds') });
    for (const step of told) expect(step?.cure).toMatch(/Wait .*then test again/);
  });
});

describe('what an admin typed', () => {
  test('is checked field by field', () => {
    const facts = factsOf(small);
    expect(facts.checkSettings({ project: '1' })).toEqual([]);
    expect(facts.checkSettings({})).toEqual([{ pointer: '/settings/project', message: 'Give the project' }]);
    expect(facts.checkCredentials('BEARER_TOKEN', { token: ' ' }, {})).toMatchObject([
      { pointer: '/credentials/token' },
    ]);
    expect(facts.checkCredentials('BASIC_AUTH', {}, {})).toMatchObject([{ pointer: '/authType' }]);
    expect(facts.checkCredentials('BEARER_TOKEN', { token: 'x' }, {})).toEqual([]);
  });
});
