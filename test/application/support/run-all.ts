import { runPages } from '../../../shared/application/jobs/run-pages.ts';
import { startJob } from '../../../shared/application/jobs/start-job.ts';
import type { JobExecution } from '../../../shared/domain/job.ts';
import type { World } from './world.ts';

/** Runs a full sync from the first page to the last. Answers the job as it ended. */
export async function runAll(world: World): Promise<JobExecution | undefined> {
  const request = { jobType: 'MANUAL_SYNC', startedBy: 'ada', fullSync: true } as const;
  const started = await startJob(world.deps, world.integration, request);
  if (started.outcome !== 'started') throw new Error('Another run is going.');
  for (let left = world.jobQueue.takeAll(); left.length > 0; left = world.jobQueue.takeAll())
    for (const item of left) if (item.kind === 'page') await runPages(world.deps, item, () => true);
  return world.deps.jobs.get(started.job.id);
}
