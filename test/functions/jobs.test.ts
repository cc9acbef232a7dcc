import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { JobExecution } from '../../shared/domain/job.ts';
import { aJob, anIntegration } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };

function worldWithIntegration(more: Parameters<typeof anIntegration>[0] = {}) {
  const world = apiWorld();
  world.memory.integrations.set('int-1', anIntegration({ id: 'int-1', ...more }));
  const call = (method: string, path: string, body?: object) =>
    ask(world.admin, {
      ...{ method, path: `/api/admin${path}`, claims },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const json = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await call(method, path, body);
    expect(answer.statusCode, answer.body).toBeLessThan(300);
    return JSON.parse(answer.body);
  };
  const add = async (job: JobExecution) => world.deps.jobs.start(job);
  return { world, call, json, add };
}

describe('runs through the API', () => {
  it('say how far they are and what they are at', async () => {
    const { json, add } = worldWithIntegration();
    await add(
      aJob('int-1', {
        ...{ id: 'job-1', streams: ['tasks'], totalRecords: 300, expectedRecords: 1200 },
        updatedAt: '2026-03-01T10:01:00.000Z',
      }),
    );
    expect(await json('GET', '/jobs/job-1')).toMatchObject({
      job: {
        progress: {
          ...{ phase: 'READING', done: 300, total: 1200, rate: 5 },
          estimatedEndAt: '2026-03-01T10:04:00.000Z',
        },
      },
    });
  });

  it('of all integrations are listed by their state, those going on unless said', async () => {
    const { json, add, world } = worldWithIntegration();
    await add(aJob('int-1', { id: 'job-1' }));
    await add(aJob('int-2', { id: 'job-2', startedAt: '2026-03-01T11:00:00.000Z' }));
    await add(aJob('int-3', { id: 'job-3' }));
    const waiting = aJob('int-3', { id: 'job-3', version: 2, status: 'PENDING', heldBy: 'integration' });
    await world.deps.jobs.put(waiting);
    expect(await json('GET', '/jobs')).toMatchObject({ jobs: [{ id: 'job-2' }, { id: 'job-1' }] });
    const listed = await ask(world.admin, { path: '/api/admin/jobs', query: { status: 'PENDING' }, claims });
    expect(JSON.parse(listed.body)).toMatchObject({ jobs: [{ id: 'job-3', heldBy: 'INTEGRATION' }] });
  });

  it('are cancelled once; who did it is kept', async () => {
    const { json, call, add, world } = worldWithIntegration();
    await add(aJob('int-1', { id: 'job-1' }));
    expect(await json('POST', '/jobs/job-1/cancel')).toMatchObject({ job: { status: 'CANCELLED' } });
    expect(problemOf(await call('POST', '/jobs/job-1/cancel')).status).toBe(409);
    expect(problemOf(await call('POST', '/jobs/job-9/cancel')).status).toBe(404);
    expect([...world.memory.audit.values()]).toMatchObject([
      { action: 'job.cancelled', actor: 'ada', subject: 'job-1' },
    ]);
  });

  it('started by hand are promised to take as long as past runs like them, and nothing before there was one', async () => {
    const { json, add, world } = worldWithIntegration();
    expect(await json('POST', '/integrations/int-1/sync', {})).toMatchObject({ estimatedDuration: null });
    const first = await world.deps.jobs.current('int-1');
    if (first === undefined) throw new Error('No run was started.');
    await world.deps.jobs.put({ ...first, version: 2, status: 'CANCELLED' });
    const past = aJob('int-1', { id: 'job-0', startedAt: '2026-02-01T10:00:00.000Z' });
    await add(past);
    await world.deps.jobs.put({
      ...{ ...past, version: 2, status: 'COMPLETED', totalRecords: 100, durationMs: 42_000 },
    });
    expect(await json('POST', '/integrations/int-1/sync', {})).toMatchObject({ estimatedDuration: 42 });
  });
});

describe('what an integration is for', () => {
  it('is told in the admins’ own words, which can be changed and taken away', async () => {
    const { json, call } = worldWithIntegration();
    const told = async (description: string) =>
      z
        .object({ integration: z.looseObject({ description: z.optional(z.string()) }) })
        .parse(await json('PUT', '/integrations/int-1', { description })).integration.description;
    expect(await told('  Beds and lawns ')).toBe('Beds and lawns');
    expect(await told('')).toBe('');
    const problem = problemOf(await call('PUT', '/integrations/int-1', { description: 'x'.repeat(501) }));
    expect(problem).toMatchObject({ errors: [{ pointer: '/description', detail: 'At most 500 letters' }] });
  });
});

describe('the rhythm of an integration through the API', () => {
  const nextOf = (answer: unknown) =>
    z.object({ integration: z.looseObject({ nextSyncAt: z.nullable(z.string()) }) }).parse(answer).integration
      .nextSyncAt;

  it('is shown with the time of the next run, in its own time zone', async () => {
    const { json } = worldWithIntegration({ syncFrequency: 'DAILY', timeZone: 'America/Chicago' });
    expect(nextOf(await json('GET', '/integrations/int-1'))).toBe('2026-03-02T08:00:00.000Z');
    const moved = await json('PUT', '/integrations/int-1', { timeZone: 'Europe/Berlin' });
    expect(nextOf(moved)).toBe('2026-03-02T01:00:00.000Z');
  });

  it('has no next run while it rests or is started by hand only', async () => {
    const { json } = worldWithIntegration({ syncFrequency: 'DAILY' });
    expect(nextOf(await json('PUT', '/integrations/int-1', { status: 'PAUSED' }))).toBeNull();
    expect(
      nextOf(await json('PUT', '/integrations/int-1', { status: 'ACTIVE', syncFrequency: 'MANUAL' })),
    ).toBeNull();
  });

  it.each(['Mars/Olympus', '+05:30', ''])(
    'refuses "%s" as a time zone and says what one looks like',
    async (zone) => {
      const { call } = worldWithIntegration();
      const problem = problemOf(await call('PUT', '/integrations/int-1', { timeZone: zone }));
      expect(problem).toMatchObject({
        status: 400,
        errors: [{ pointer: '/timeZone', detail: 'Give a time zone such as Europe/Berlin' }],
      });
    },
  );
});
