import { secureRandomness } from '../../shared/adapters/platform/system.ts';
import { sqsClient } from '../../shared/adapters/sqs/client.ts';
import { sqsJobQueue } from '../../shared/adapters/sqs/job-queue.ts';
import { tellUntold } from '../../shared/application/alerts/tell.ts';
import { endAbandonedJobs, mendHeldJobs } from '../../shared/application/jobs/end-abandoned-jobs.ts';
import { mendSchedules } from '../../shared/application/schedules/mend-schedules.ts';
import { readEnv } from '../runtime/env.ts';
import { logger } from '../runtime/logger.ts';
import { wireNotifier } from '../runtime/wire-notifier.ts';
import { wireSchedules } from '../runtime/wire-schedules.ts';
import { wireStores } from '../runtime/wire-stores.ts';

const { jobsQueueUrl } = readEnv(['jobsQueueUrl'] as const);
const stores = wireStores();
const log = logger('watch-health');
const deps = {
  ...stores,
  jobQueue: sqsJobQueue(sqsClient(), jobsQueueUrl, secureRandomness.nonce),
  notifier: wireNotifier(),
  schedules: wireSchedules(),
  logger: log,
};

/** The first of the twelve looks of an hour. */
const isOnTheHour = (now: string): boolean => Number(now.slice(14, 16)) < 5;

/** Every 5 minutes: runs that lost their worker are ended, and messages about alerts that nobody sent are sent. */
export async function handler(): Promise<{ readonly abandonedJobs: number; readonly told: number }> {
  const abandonedJobs = await endAbandonedJobs(stores);
  const schedules = isOnTheHour(stores.clock.now()) ? await mendSchedules(deps) : undefined;
  if (schedules !== undefined) log.info('schedules were compared with their integrations', { ...schedules });
  const mendedJobs = await mendHeldJobs(deps);
  if (mendedJobs > 0) log.warn('held runs follow their integrations again', { mendedJobs });
  if (abandonedJobs > 0) log.warn('abandoned runs were ended', { abandonedJobs });
  return { abandonedJobs, told: await tellUntold(deps) };
}
