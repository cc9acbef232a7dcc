import { describe, expect, test } from 'vitest';
import { runPages } from '../../shared/application/jobs/run-pages.ts';
import { startJob } from '../../shared/application/jobs/start-job.ts';
import type { JobExecution } from '../../shared/domain/job.ts';
import { agreedPairs, gone, pending } from './support/agreed-pairs.ts';
import { work } from './support/here.ts';
import { hint, type World } from './support/world.ts';

const pairs = 60;
const everything = Array.from({ length: pairs }, (_, at) => at + 1);

/** Connected in both directions, and deletions are followed: whatever is taken for a deletion would delete. */
const drill = () => agreedPairs(pairs, { deletePolicies: { TASKS: 'follow' } });

async function run(world: World): Promise<JobExecution | undefined> {
  const job = { jobType: 'MANUAL_SYNC', startedBy: 'ada', fullSync: true } as const;
  const started = await startJob(world.deps, world.integration, job);
  if (started.outcome === 'busy') throw new Error('A run is still going.');
  const { id: jobId } = started.job;
  const message = { schemaVersion: 1, kind: 'page', jobId, integrationId: 'int-1', page: 0 } as const;
  await runPages(world.deps, message, () => true);
  return world.memory.jobs.get(jobId);
}

/** Every record is here, none archived, and nothing was deleted over there. */
function nothingDeleted({ memory, vendor }: World): void {
  const kept = [...memory.records.values()].filter(({ archivedAt }) => archivedAt === undefined);
  expect(kept).toHaveLength(pairs);
  expect(vendor.writes.filter((write) => write.startsWith('delete'))).toEqual([]);
  expect([...memory.mappings.values()].filter(({ parted }) => parted !== undefined)).toEqual([]);
}

const notice = ({ memory }: World) => memory.integrations.get('int-1')?.lastErrorMessage;

describe('a mass-delete drill deletes nothing and leaves one clear notice:', () => {
  test('a truncated page', async () => {
    const world = await drill();
    world.vendor.fail('list', { kind: 'drifted', message: 'The answer breaks off in the middle.' }, 99);
    const job = await run(world);
    nothingDeleted(world);
    expect(job).toMatchObject({ status: 'FAILED', errorMessage: 'The answer breaks off in the middle.' });
    expect(notice(world)).toBe('The answer breaks off in the middle.');
    expect(await pending(world)).toEqual([]);
  });

  test('a 200 with an empty list', async () => {
    const world = await drill();
    world.vendor.records.clear();
    const job = await run(world);
    nothingDeleted(world);
    expect(job).toMatchObject({ status: 'COMPLETED', totalRecords: 0 });
    expect(notice(world)).toBe(
      'The other system’s list of "tasks" is empty, though records are linked to it. Nothing was deleted. Check what our account there may see.',
    );
    expect(await pending(world)).toEqual([]);
  });

  test('and an empty list to which nothing was ever linked is no trouble', async () => {
    const world = await agreedPairs(0);
    expect(await run(world)).toMatchObject({ status: 'COMPLETED', totalRecords: 0 });
    expect(notice(world)).toBeUndefined();
  });

  test('a 403 where a deleted record would answer 404', async () => {
    const world = await drill();
    world.vendor.fail(
      'get',
      { kind: 'forbidden', message: 'The account may not read tasks.' },
      Number.POSITIVE_INFINITY,
    );
    world.vendor.reportedDeleted = everything.map((n) => `tasks-new-${n}`);
    await run(world);
    await work(world, world.changes.takeAll());
    await work(
      world,
      everything.map((n) => hint(`tasks-new-${n}`, `d-${n}`, { kind: 'deleted' })),
    );
    nothingDeleted(world);
    expect(notice(world)).toBe('The account may not read tasks.');
    expect(await pending(world)).toEqual([]);
  });

  test('a revoked scope that hides every record behind a 404', async () => {
    const world = await drill();
    const hidden = everything.map((n) => gone(world, n, `d-${n}`));
    world.vendor.reportedDeleted = everything.map((n) => `tasks-new-${n}`);
    await run(world);
    await work(world, hidden);
    nothingDeleted(world);
    expect(await pending(world)).toMatchObject([
      {
        status: 'PENDING',
        count: pairs,
        reason: expect.stringContaining('many records were deleted at once'),
      },
    ]);
  });

  test('a revoked sign-in', async () => {
    const world = await drill();
    world.vendor.fail(
      'get',
      { kind: 'unauthorized', message: 'The token was revoked.' },
      Number.POSITIVE_INFINITY,
    );
    await work(
      world,
      everything.map((n) => hint(`tasks-new-${n}`, `d-${n}`, { kind: 'deleted' })),
    );
    nothingDeleted(world);
    expect(world.memory.integrations.get('int-1')).toMatchObject({ status: 'ERROR' });
    expect(notice(world)).toBe('The token was revoked.');
    expect(await pending(world)).toEqual([]);
  });
});
