import { addSeconds, elapsed } from '../../domain/dates.ts';
import { type Fault, FaultError } from '../../domain/fault.ts';
import type { JobExecution } from '../../domain/job.ts';
import type { Clock, JobQueue, JobStore } from '../ports.ts';
import { saveJob } from './end-job.ts';
import { sendNextPage } from './start-job.ts';

interface WaitDeps {
  readonly jobs: JobStore;
  readonly jobQueue: JobQueue;
  readonly clock: Clock;
}

/**
 * A wait in the queue is exact, but nothing else of the integration is worked on meanwhile. Longer ones are left to
 * whoever looks every five minutes (`sendDueRuns`), who sends the message a little early, for it to wait out the rest.
 */
const longestInQueueSeconds = 330;

/** The run keeps its place until the vendor allows more requests. Throws where the message itself is to wait. */
export async function waitForBudget(deps: WaitDeps, job: JobExecution, fault: Fault): Promise<'stale'> {
  const seconds = fault.retryAfterSeconds ?? 60;
  if (seconds <= longestInQueueSeconds) throw new FaultError(fault);
  // The page may have saved the job before it failed.
  const current = (await deps.jobs.get(job.id)) ?? job;
  if (current.status !== 'RUNNING') return 'stale';
  const now = deps.clock.now();
  const waiting: JobExecution = {
    ...current,
    version: current.version + 1,
    waits: { until: addSeconds(now, seconds) },
    updatedAt: now,
  };
  if ((await saveJob(deps, waiting)) === 'stale') throw new FaultError(fault);
  return 'stale';
}

/**
 * The job when its time has come; `undefined` while it is far away. Throws where the message is to wait out the rest.
 */
export function afterWait({ clock }: Pick<WaitDeps, 'clock'>, job: JobExecution): JobExecution | undefined {
  const { waits, ...rest } = job;
  const left = waits === undefined ? 0 : Math.ceil(elapsed(clock.now(), waits.until) / 1000);
  if (left <= 0) return rest;
  if (left > longestInQueueSeconds) return undefined;
  throw new FaultError({
    kind: 'rate-limited',
    message: `The run waits ${left} s for the requests that the other system allows.`,
    retryAfterSeconds: left,
  });
}

/** Sends the messages of runs whose time comes within the next minutes. Answers how many. */
export async function sendDueRuns(deps: WaitDeps): Promise<number> {
  const soon = addSeconds(deps.clock.now(), longestInQueueSeconds);
  let count = 0;
  for (const job of await deps.jobs.unfinished()) {
    const { waits } = job;
    if (job.status !== 'RUNNING' || waits === undefined || waits.sent === true || waits.until > soon)
      continue;
    await sendNextPage(deps.jobQueue, job);
    await saveJob(deps, { ...job, version: job.version + 1, waits: { ...waits, sent: true } });
    count++;
  }
  return count;
}
