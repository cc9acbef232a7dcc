import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { connect } from '../../shared/connector-kit/connect.ts';
import { defineConnector } from '../../shared/connector-kit/connector.ts';
import type { HttpResponse } from '../../shared/connector-kit/http.ts';
import { manifest } from '../../shared/connectors/asana/manifest.ts';
import { FaultError } from '../../shared/domain/fault.ts';
import type { Quota } from '../../shared/domain/quota.ts';

const small = defineConnector({
  manifest,
  settings: z.object({}),
  authorize: (_type, { token }) => ({ headers: { authorization: `Bearer ${token}` } }),
  test: async () => ({ steps: [], apiVersion: '1' }),
  streams: () => ({
    tasks: {
      list: async () => ({ records: [], deletedIds: [], next: null }),
      get: async (call, id) => {
        await call.send({ method: 'GET', path: `/tasks/${id}` });
        return { id, data: {} };
      },
    },
  }),
  budget: ({ headers }) =>
    headers['x-left'] === undefined ? undefined : { remaining: Number(headers['x-left']), resetSeconds: 60 },
});

/** Everything that happened to the budget and on the wire, in order. */
function metered(answers: readonly Partial<HttpResponse>[], more: Partial<Quota> = {}) {
  const seen: unknown[] = [];
  const queue = [...answers];
  const quota: Quota = {
    take: async (lane, { token }) => void seen.push(['take', lane, token]),
    told: async (reading) => void seen.push(['told', reading]),
    refused: async (fault, _values, reading) => {
      seen.push(['refused', fault.retryAfterSeconds, reading]);
      return { ...fault, retryAfterSeconds: 99 };
    },
    ...more,
  };
  const http = {
    async send({ url }: { readonly url: URL }): Promise<HttpResponse> {
      seen.push(['sent', url.pathname]);
      return { status: 200, headers: {}, text: '{}', url: url.href, ...queue.shift() };
    },
  };
  const now = () => new Date('2026-03-01T10:00:00.000Z');
  const connection = { baseUrl: 'https://vendor.example', authType: 'BEARER_TOKEN', settings: {} };
  return { seen, system: connect(small, connection, { token: 't' }, { http, now, quota }) };
}

describe('a request that draws from a budget', () => {
  test('goes out after its token was taken, in the lane of a person unless another is asked for', async () => {
    const { system, seen } = metered([]);
    await system.get('tasks', '1');
    await system.inLane?.('sweep').get('tasks', '2');
    expect(seen).toEqual([
      ['take', 'manual', 't'],
      ['sent', '/tasks/1'],
      ['take', 'sweep', 't'],
      ['sent', '/tasks/2'],
    ]);
  });

  test('does not go out when there is no token', async () => {
    const empty = new FaultError({ kind: 'rate-limited', message: 'Used up.', retryAfterSeconds: 12 });
    const { system, seen } = metered([], { take: () => Promise.reject(empty) });
    await expect(system.get('tasks', '1')).rejects.toBe(empty);
    expect(seen).toEqual([]);
  });

  test('takes another token when it is sent again with a renewed sign-in', async () => {
    const renewed = { current: async () => ({ token: 'a' }), afterRefusal: async () => ({ token: 'b' }) };
    const taken: unknown[] = [];
    const quota: Quota = {
      take: async (_lane, { token }) => void taken.push(token),
      told: async () => undefined,
      refused: async (fault) => fault,
    };
    let answers = 0;
    const http = {
      send: async ({ url }: { readonly url: URL }) => ({
        ...{ status: answers++ === 0 ? 401 : 200, headers: {}, text: '{}', url: url.href },
      }),
    };
    const connection = { baseUrl: 'https://vendor.example', authType: 'OAUTH2', settings: {} };
    const system = connect(small, connection, renewed, { http, now: () => new Date(0), quota });
    await system.get('tasks', '1');
    expect(taken).toEqual(['a', 'b']);
  });

  test('tells what the answer says about the requests that are left', async () => {
    const { system, seen } = metered([{ headers: { 'x-left': '7' } }, {}]);
    await system.get('tasks', '1');
    await system.get('tasks', '2');
    const told = seen.filter((item) => Array.isArray(item) && item[0] === 'told');
    expect(told).toEqual([['told', { remaining: 7, resetSeconds: 60, at: '2026-03-01T10:00:00.000Z' }]]);
  });

  test('that was one too many tells everybody, and fails with the time that everybody waits', async () => {
    const headers = { 'retry-after': '17', 'x-left': '0' };
    const { system, seen } = metered([{ status: 429, headers }]);
    await expect(system.get('tasks', '1')).rejects.toMatchObject({
      fault: { kind: 'rate-limited', retryAfterSeconds: 99 },
    });
    expect(seen.slice(2)).toEqual([
      ['refused', 17, { remaining: 0, resetSeconds: 60, at: '2026-03-01T10:00:00.000Z' }],
    ]);
  });
});
