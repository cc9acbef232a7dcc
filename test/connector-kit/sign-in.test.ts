import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { connect, lookUpChoices } from '../../shared/connector-kit/connect.ts';
import { defineConnector } from '../../shared/connector-kit/connector.ts';
import type { HttpRequest, HttpResponse } from '../../shared/connector-kit/http.ts';
import { manifest } from '../../shared/connectors/asana/manifest.ts';
import { FaultError } from '../../shared/domain/fault.ts';
import type { SignIn, SignInValues } from '../../shared/domain/sign-in.ts';

const small = defineConnector<{ readonly project: string }>({
  manifest,
  settings: z.strictObject({ project: z.string() }),
  authorize: (_type, { accessToken = '' }, settings) => ({
    headers: { authorization: `Bearer ${accessToken}`, 'x-project': settings?.project ?? 'none yet' },
  }),
  test: async () => ({ steps: [], apiVersion: '1' }),
  streams: () => ({
    tasks: {
      list: async () => ({ records: [], deletedIds: [], next: null }),
      get: async (call, id) => {
        await call.send({ method: 'GET', path: `/tasks/${id}` });
        return { id, data: {} };
      },
      create: async (call, data) => {
        await call.send({ method: 'POST', path: '/tasks', body: data });
        return { id: '1', data };
      },
    },
  }),
  budget: ({ headers }) =>
    headers['x-left'] === undefined ? undefined : { remaining: Number(headers['x-left']), resetSeconds: 60 },
  choices: {
    project: async (call, given) => {
      await call.send({ method: 'GET', path: '/projects', query: { team: String(given.team) } });
      return [{ id: '1', label: 'Garden' }];
    },
  },
  hooks: {
    register: async () => [],
    unregister: async () => undefined,
    check: async () => 'inactive',
  },
});

/** A sign-in that hands out these values one after the other, each for the one refused before. */
function signInOf(...values: readonly SignInValues[]) {
  const refused: SignInValues[] = [];
  const signIn: SignIn = {
    current: async () => values[refused.length] ?? {},
    async afterRefusal(before) {
      refused.push(before);
      return values[refused.length];
    },
  };
  return { signIn, refused };
}

function connected(signIn: SignIn | SignInValues, answers: readonly Partial<HttpResponse>[]) {
  const sent: HttpRequest[] = [];
  const http = {
    async send(request: HttpRequest): Promise<HttpResponse> {
      sent.push(request);
      return { status: 200, headers: {}, text: '{}', url: request.url.href, ...answers[sent.length - 1] };
    },
  };
  const deps = {
    http,
    now: () => new Date('2026-03-01T10:00:00.000Z'),
  };
  const connection = {
    baseUrl: 'https://vendor.example/api?v=2',
    authType: 'OAUTH2',
    settings: { project: 'p' },
  };
  return { sent, deps, connection, system: connect(small, connection, signIn, deps) };
}
const shown = (request: HttpRequest | undefined) => request?.headers.authorization;

describe('a request that the vendor refuses for its sign-in', () => {
  test('is sent once more with the renewed one, writes included', async () => {
    const { signIn, refused } = signInOf({ accessToken: 'old' }, { accessToken: 'new' });
    const { system, sent } = connected(signIn, [{ status: 401 }, { status: 200 }]);
    await system.create('tasks', { name: 'Plant trees' }, 'k');
    expect(sent.map(shown)).toEqual(['Bearer old', 'Bearer new']);
    expect(sent.map(({ body }) => body)).toEqual(['{"name":"Plant trees"}', '{"name":"Plant trees"}']);
    expect(refused).toEqual([{ accessToken: 'old' }]);
  });

  test('is not sent a third time', async () => {
    const { signIn } = signInOf({ accessToken: 'a' }, { accessToken: 'b' }, { accessToken: 'c' });
    const { system, sent } = connected(signIn, [{ status: 401 }, { status: 401 }, { status: 200 }]);
    await expect(system.get('tasks', '1')).rejects.toMatchObject({ fault: { kind: 'unauthorized' } });
    expect(sent).toHaveLength(2);
  });

  test('fails as it is when nothing can be renewed, and with the reason when renewing fails', async () => {
    const { system } = connected({ accessToken: 'fixed' }, [{ status: 401 }]);
    await expect(system.get('tasks', '1')).rejects.toMatchObject({
      fault: { kind: 'unauthorized', httpStatus: 401 },
    });
    const down = new FaultError({ kind: 'unavailable', message: 'The token endpoint is down.' });
    const signIn: SignIn = {
      current: async () => ({ accessToken: 'a' }),
      afterRefusal: () => Promise.reject(down),
    };
    const other = connected(signIn, [{ status: 401 }]);
    await expect(other.system.get('tasks', '1')).rejects.toBe(down);
  });

  test('is the only kind that is repeated', async () => {
    for (const status of [400, 403, 404, 409, 429, 500]) {
      const { signIn, refused } = signInOf({ accessToken: 'a' }, { accessToken: 'b' });
      const { system, sent } = connected(signIn, [{ status }]);
      await expect(system.get('tasks', '1')).rejects.toBeInstanceOf(FaultError);
      expect([sent.length, refused.length]).toEqual([1, 0]);
    }
  });
});

describe('an account whose API lies elsewhere', () => {
  test('is asked there, under the path of the integration', async () => {
    const values = { accessToken: 'a', apiBaseUrl: 'https://eu7.vendor.example/ignored' };
    const { system, sent } = connected(values, []);
    await system.get('tasks', '1');
    expect(sent[0]?.url.href).toBe('https://eu7.vendor.example/api/tasks/1?v=2');
  });

  test.each(['nonsense', 'javascript:alert(1)', 'data:text/plain,x', ''])(
    'is asked nowhere when the address is %j',
    async (apiBaseUrl) => {
      const { system, sent } = connected({ accessToken: 'a', apiBaseUrl }, []);
      await expect(system.get('tasks', '1')).rejects.toMatchObject({ fault: { kind: 'drifted' } });
      expect(sent).toEqual([]);
    },
  );
});

describe('choices', () => {
  test('are looked up while the settings are not complete', async () => {
    const { deps, connection, sent } = connected({}, []);
    const bare = { ...connection, settings: {} };
    const look = { field: 'project', given: { team: 't1' } };
    const found = await lookUpChoices(small, bare, { accessToken: 'typed' }, deps, look);
    expect(found).toEqual([{ id: '1', label: 'Garden' }]);
    expect(sent[0]?.url.href).toBe('https://vendor.example/api/projects?v=2&team=t1');
    expect(shown(sent[0])).toBe('Bearer typed');
  });

  test.each(['team', 'constructor', '__proto__'])(
    'of a field that has none (%s) are refused',
    async (field) => {
      const { deps, connection } = connected({}, []);
      await expect(lookUpChoices(small, connection, {}, deps, { field, given: {} })).rejects.toMatchObject({
        fault: { kind: 'rejected' },
      });
    },
  );
});

describe('what a connector does not offer', () => {
  test('is said, not guessed', async () => {
    const { system } = connected({ accessToken: 'a' }, []);
    expect(await system.checkWebhook({ key: 'k', externalId: '1' })).toBe('inactive');
    expect(await system.discoverFields('tasks')).toEqual([]);
    await expect(system.discoverFields('nothing')).rejects.toMatchObject({ fault: { kind: 'rejected' } });
    await expect(system.renewWebhook({ key: 'k', externalId: '1' })).resolves.toBeUndefined();
  });
});
