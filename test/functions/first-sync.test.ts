import { describe, expect, it } from 'vitest';
import { aJob, anIntegration, aRecord, aReview } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';
import { integration as gardenSystem } from './webhook-world.ts';

const claims = { sub: 'ada', roles: 'BOARD_CHAIR' };
const base = '/api/admin/integrations/int-1';

async function gardenWorld() {
  const world = apiWorld();
  const { memory } = world;
  const integration = anIntegration({
    ...{ id: 'int-1', name: 'Garden system', type: 'GENERIC_REST', settings: gardenSystem.settings },
  });
  memory.integrations.set(integration.id, integration);
  await world.secrets.saveCredentials('int-1', { apiKey: 'key' });
  const review = aReview({ integrationId: 'int-1', candidates: ['task-1', 'task-2'] });
  memory.reviews.set(review.id, review);
  memory.records.set(
    JSON.stringify(['TASK', 'task-1']),
    aRecord('TASK', { id: 'task-1', title: 'Plant trees' }),
  );
  const post = (path: string, body: object = {}) =>
    ask(world.admin, { method: 'POST', path, claims, body: JSON.stringify(body) });
  return { world, review, post };
}

describe('a first sync over the API', () => {
  it('is counted without writing; a cursor of somebody else is a 400', async () => {
    const { post } = await gardenWorld();
    const answer = await post(`${base}/first-sync/preview`);
    expect(JSON.parse(answer.body)).toEqual({ counts: expect.any(Array), done: true });
    expect(problemOf(await post(`${base}/first-sync/preview`, { cursor: 'x' }))).toMatchObject({
      status: 400,
      errors: [{ pointer: '/cursor' }],
    });
  });

  it('lists what waits to be linked, with the names of the records that it could be', async () => {
    const { world, review } = await gardenWorld();
    const { body } = await ask(world.admin, { path: `${base}/reviews`, claims });
    expect(JSON.parse(body)).toMatchObject({
      reviews: [
        {
          id: review.id,
          status: 'PENDING',
          fields: { title: 'Plant trees' },
          candidates: [{ id: 'task-1', title: 'Plant trees' }, { id: 'task-2' }],
        },
      ],
      pagination: { total: 1 },
    });
  });

  it('refuses to link to a record that does not exist, and does not know reviews of other integrations', async () => {
    const { world, review, post } = await gardenWorld();
    const path = `${base}/reviews/${review.id}/decide`;
    expect(problemOf(await post(path, { act: 'link', internalId: 'task-9' }))).toMatchObject({
      status: 400,
      errors: [{ pointer: '/internalId' }],
    });
    const other = aReview();
    world.memory.reviews.set(other.id, other);
    expect(problemOf(await post(`${base}/reviews/${other.id}/decide`, { act: 'skip' })).status).toBe(404);
  });

  it('can be paused and resumed', async () => {
    const { world, post } = await gardenWorld();
    const job = aJob('int-1');
    world.memory.jobs.set(job.id, job);
    const status = async (act: string) => JSON.parse((await post(`/api/admin/jobs/${job.id}/${act}`)).body);
    expect(await status('pause')).toMatchObject({ job: { status: 'PENDING' } });
    expect(await status('resume')).toMatchObject({ job: { status: 'RUNNING' } });
  });
});
