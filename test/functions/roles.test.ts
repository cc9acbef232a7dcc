import { describe, expect, it } from 'vitest';
import { everybody, routes } from '../support/who-may.ts';
import { apiWorld } from './api-world.ts';
import { ask, type Call, problemOf } from './events.ts';

const cases = routes.flatMap((route) => everybody.map((role) => ({ ...route, role })));
const world = apiWorld();
const handlerFor = ({ path }: Call) => (path.startsWith('/api/records') ? world.records : world.admin);

describe('who may call what:', () => {
  it('every route of the contract is in the table', () => {
    const known = routes.map(({ method, path }) => `${method} ${path}`);
    const covered = world.operations.filter(({ method, pattern }) =>
      known.some((route) => pattern.test(route.slice(method.length + 1)) && route.startsWith(`${method} `)),
    );
    expect(world.operations.filter((operation) => !covered.includes(operation))).toEqual([]);
    expect(world.operations.length).toBe(routes.length);
  });

  it.each(cases)('$role calls $method $path', async ({ role, allowed, ...call }) => {
    const answer = await ask(handlerFor(call), { ...call, claims: { sub: 'someone', roles: `[${role}]` } });
    if (allowed.includes(role)) {
      expect([401, 403, 500]).not.toContain(answer.statusCode);
      return;
    }
    expect(problemOf(answer)).toMatchObject({ status: 403, code: 'not-allowed' });
  });

  it.each(routes)('nobody without a token calls $method $path', async ({ allowed: _all, ...call }) => {
    expect(problemOf(await ask(handlerFor(call), call))).toMatchObject({
      status: 401,
      code: 'not-signed-in',
    });
  });

  it('a role may come as one word, as a list, and as a group of the stack’s own user pool', async () => {
    const call = { method: 'GET', path: '/api/admin/integrations' };
    const spellings: readonly Readonly<Record<string, string>>[] = [
      { roles: 'WEB_STEWARD' },
      { roles: '[MEMBER WEB_STEWARD]' },
      { 'cognito:groups': '[BOARD_CHAIR]' },
    ];
    for (const claims of spellings) {
      expect((await ask(world.admin, { ...call, claims: { sub: 'ada', ...claims } })).statusCode).toBe(200);
    }
  });

  it('a word that only looks like a role opens nothing', async () => {
    const call = { method: 'GET', path: '/api/admin/integrations' };
    for (const roles of ['WEB_STEWARDS', 'web_steward', 'XWEB_STEWARD', '[]', '']) {
      expect((await ask(world.admin, { ...call, claims: { sub: 'eve', roles } })).statusCode).toBe(403);
    }
  });
});
