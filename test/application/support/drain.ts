import { type ReleaseDeps, releaseHeld } from '../../../shared/application/holding/release.ts';
import { runPages } from '../../../shared/application/jobs/run-pages.ts';
import { startDueJob } from '../../../shared/application/jobs/start-due-job.ts';
import { processChanges } from '../../../shared/application/sync/process-changes.ts';
import { message, type World } from './world.ts';

/** Works on both queues until they are empty. What fails comes back, at most so many rounds. */
export async function drain({ deps, jobQueue, changes }: World, rounds = 20): Promise<void> {
  const ways: ReleaseDeps & typeof deps = deps;
  for (let round = 0; round < rounds; round++) {
    const jobs = jobQueue.takeAll();
    for (const job of jobs) {
      if (job.kind === 'page') await runPages(deps, job, () => true);
      if (job.kind === 'due') await startDueJob(deps, job);
      if (job.kind === 'release') await releaseHeld(ways, job.integrationId, () => true);
    }
    const messages = changes.takeAll().map((change) => message(change));
    const failed = await processChanges(deps, messages);
    const back = new Set(failed.map(({ messageId }) => messageId));
    await changes.send(messages.filter(({ messageId }) => back.has(messageId)).map(({ change }) => change));
    if (jobs.length + messages.length === 0) return;
  }
}
