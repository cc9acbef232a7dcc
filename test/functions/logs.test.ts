import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { aLog, anIntegration } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';

const steward = { sub: 'ada', roles: '[WEB_STEWARD]' };
const shown = z.looseObject({ logs: z.array(z.looseObject({ id: z.string() })) });

describe('the log, searched', () => {
  let world: ReturnType<typeof apiWorld>;
  const [garden, hours] = [anIntegration({ id: 'garden' }), anIntegration({ id: 'hours' })];
  const logs = {
    pushed: aLog('garden', { resourceId: 'task_1', externalId: '77' }),
    lost: aLog('garden', { resourceId: null, externalId: 'task_1', outcome: 'dead', status: 'FAILED' }),
    logged: aLog('hours', {
      resourceId: 'entry_1',
      externalId: '77',
      resourceType: 'PARTICIPATION_LOG',
      jobId: 'run_1',
    }),
  };

  beforeEach(async () => {
    world = apiWorld();
    for (const integration of [garden, hours]) await world.deps.integrations.create(integration);
    await world.deps.logs.put(Object.values(logs));
  });

  const found = async (search: string, path = '/api/admin/logs') => {
    const query = Object.fromEntries(new URLSearchParams(search));
    const { body } = await ask(world.admin, { path, query, claims: steward });
    return new Set(shown.parse(JSON.parse(body)).logs.map(({ id }) => id));
  };

  it.each([
    ['the id of our record', 'recordId=entry_1', ['logged']],
    ['the id of theirs, in every system that uses it', 'recordId=77', ['pushed', 'logged']],
    ['an id that is ours in one entry and theirs in another', 'recordId=task_1', ['pushed', 'lost']],
    ['what became of the change', 'outcome=dead', ['lost']],
    ['the run that did it', 'jobId=run_1', ['logged']],
    ['one integration', 'integrationId=garden', ['pushed', 'lost']],
    ['several at once', 'integrationId=garden&recordId=77&outcome=applied&status=SUCCESS', ['pushed']],
    ['a part of an id finds nothing', 'recordId=task', []],
  ] as const)('finds entries by %s', async (_what, query, names) => {
    expect(await found(query)).toEqual(new Set(names.map((name) => logs[name].id)));
  });

  it('finds the same in the log of one integration', async () => {
    expect(await found('recordId=task_1&outcome=dead', '/api/admin/integrations/garden/logs')).toEqual(
      new Set([logs.lost.id]),
    );
  });

  it.each(['/api/admin/logs', '/api/admin/integrations/garden/logs'])(
    'says at %s since when everything was looked at, where a page ends before the log does',
    async (path) => {
      const page = async (query: Readonly<Record<string, string>>) =>
        z
          .looseObject({
            logs: z.array(z.looseObject({ createdAt: z.string() })),
            lookedTo: z.optional(z.string()),
          })
          .parse(JSON.parse((await ask(world.admin, { path, query, claims: steward })).body));
      const first = await page({ limit: '1' });
      expect(first.lookedTo).toBe(first.logs[0]?.createdAt);
      expect(await page({ limit: '50' })).not.toHaveProperty('lookedTo');
    },
  );

  it('refuses an integration that does not exist, instead of finding nothing', async () => {
    const query = { integrationId: 'gone' };
    const answer = await ask(world.admin, { path: '/api/admin/logs', query, claims: steward });
    expect(problemOf(answer)).toMatchObject({ status: 404, hint: expect.any(String) });
  });
});
