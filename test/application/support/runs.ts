import { runPages } from '../../../shared/application/jobs/run-pages.ts';
import { startDueJob } from '../../../shared/application/jobs/start-due-job.ts';
import { type JobRequest, startJob } from '../../../shared/application/jobs/start-job.ts';
import { connectedWorld, type World } from './world.ts';

const manual: JobRequest = { jobType: 'MANUAL_SYNC', startedBy: 'ada', fullSync: false };

/** Starts a run; answers its id. */
export async function begin(world: World, more: Partial<JobRequest> = {}): Promise<string> {
  const started = await startJob(world.deps, world.integration, { ...manual, ...more });
  if (started.outcome !== 'started') throw new Error('The run did not start.');
  return started.job.id;
}

/** Works on the queue until it is empty; a page that throws is delivered again, at most `tries` times. */
export async function work(world: World, mayGoOn: () => boolean = () => false, tries = 3): Promise<void> {
  for (let messages = world.jobQueue.takeAll(); messages.length > 0; messages = world.jobQueue.takeAll()) {
    for (const message of messages) {
      if (message.kind === 'due') {
        await startDueJob(world.deps, message);
        continue;
      }
      if (message.kind !== 'page') continue;
      for (let left = tries; left > 0; left--) {
        try {
          await runPages(world.deps, message, mayGoOn);
          break;
        } catch {
          world.fate.revive();
        }
      }
    }
  }
}

/** A connected world with one user and so many tasks of theirs. */
export async function withTasks(count: number): Promise<World> {
  const world = await connectedWorld();
  world.vendor.edit('users-1', { name: 'Ada' });
  for (let index = 1; index <= count; index++) {
    world.vendor.edit(`tasks-${index}`, { name: `Task ${index}`, assignee: 'users-1' });
    world.clock.pass(1);
  }
  return world;
}
