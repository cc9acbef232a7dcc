import { describe, expect, test } from 'vitest';
import { runPages } from '../../shared/application/jobs/run-pages.ts';
import { startJob } from '../../shared/application/jobs/start-job.ts';
import { type Drilled, drill, drills } from './support/mass-delete-drills.ts';
import { connectedWorld } from './support/world.ts';

const expected: { readonly [title: string]: Pick<Drilled, 'run' | 'integration' | 'notices'> } = {
  'a truncated page': {
    run: 'FAILED',
    integration: 'ACTIVE',
    notices: ['The answer breaks off in the middle.'],
  },
  'a 200 with an empty list': {
    run: 'COMPLETED',
    integration: 'ACTIVE',
    notices: [
      'The other system’s list of "tasks" is empty, though records are linked to it. Nothing was deleted. Check what our account there may see.',
    ],
  },
  'a 403 where a deleted record would answer 404': {
    run: 'COMPLETED',
    integration: 'DEGRADED',
    notices: ['The account may not read tasks.'],
  },
  'a revoked scope that hides every record behind a 404': {
    run: 'COMPLETED',
    integration: 'ACTIVE',
    notices: ['60 wait: many records were deleted at once: nothing more is deleted until somebody looked'],
  },
  'a revoked sign-in': { run: 'COMPLETED', integration: 'ERROR', notices: ['The token was revoked.'] },
};

describe('a mass-delete drill deletes nothing and leaves one clear notice:', () => {
  test.each(drills)('%s', async (title) => {
    expect(await drill(title)).toEqual({ linked: 60, lost: 0, ...expected[title] });
  });
});

test('an empty list to which nothing was ever linked is no trouble', async () => {
  const { deps, memory, integration } = await connectedWorld();
  const job = { jobType: 'MANUAL_SYNC', startedBy: 'ada', fullSync: true } as const;
  const started = await startJob(deps, integration, job);
  const jobId = started.outcome === 'busy' ? started.jobId : started.job.id;
  await runPages(
    deps,
    { ...{ schemaVersion: 1, kind: 'page' }, jobId, integrationId: 'int-1', page: 0 },
    () => true,
  );
  expect(memory.jobs.get(jobId)).toMatchObject({ status: 'COMPLETED', totalRecords: 0 });
  expect(memory.integrations.get('int-1')).not.toHaveProperty('lastErrorMessage');
});
