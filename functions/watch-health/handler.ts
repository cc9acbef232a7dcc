import { secureRandomness } from '../../shared/adapters/platform/system.ts';
import { sqsClient } from '../../shared/adapters/sqs/client.ts';
import { sqsJobQueue } from '../../shared/adapters/sqs/job-queue.ts';
import { evaluateRules } from '../../shared/application/alerts/evaluate-rules.ts';
import { tellUntold } from '../../shared/application/alerts/tell.ts';
import { tellStanding } from '../../shared/application/alerts/tell-standing.ts';
import { sendDigest } from '../../shared/application/digest/send-digest.ts';
import { askForSlices } from '../../shared/application/drift/ask-for-slices.ts';
import { watchHealth } from '../../shared/application/health/watch.ts';
import { endAbandonedJobs, mendHeldJobs } from '../../shared/application/jobs/end-abandoned-jobs.ts';
import { reviveLostRuns } from '../../shared/application/jobs/revive-lost-runs.ts';
import { sendDueRuns } from '../../shared/application/jobs/wait-for-budget.ts';
import { askForProbes } from '../../shared/application/outages/due-probes.ts';
import { mendSchedules } from '../../shared/application/schedules/mend-schedules.ts';
import { askForGuards } from '../../shared/application/webhooks/ask-for-guards.ts';
import { readEnv, retryTimeScale } from '../runtime/env.ts';
import { observe, observed } from '../runtime/observe.ts';
import { wireNotifier } from '../runtime/wire-notifier.ts';
import { wireSchedules } from '../runtime/wire-schedules.ts';
import { wireStores } from '../runtime/wire-stores.ts';

const { jobsQueueUrl } = readEnv(['jobsQueueUrl'] as const);
const seen = observe('watch-health');
const { logger: log } = seen;
const stores = wireStores(seen);
const deps = {
  ...stores,
  jobQueue: sqsJobQueue(sqsClient(), jobsQueueUrl, secureRandomness.nonce),
  notifier: wireNotifier(stores.alertSettings),
  schedules: wireSchedules(),
  ...seen,
  retryTimeScale: retryTimeScale(),
};

interface Watched {
  readonly abandonedJobs: number;
  readonly looked: number;
  readonly told: number;
  readonly digest: 'sent' | 'none' | 'failed';
}

/**
 * Every 5 minutes: systems that are down are tried again, runs that lost their worker are ended, the health of each
 * integration is measured against the rules, messages about alerts that nobody sent are sent, and on Mondays the digest.
 */
export const handler = observed(seen, async (): Promise<Watched> => {
  const abandonedJobs = await endAbandonedJobs(stores);
  const { kept: _well, broken, ...drifted } = await mendSchedules(deps);
  const mendedSchedules = Object.values(drifted).reduce((sum, count) => sum + count, 0);
  if (mendedSchedules > 0) log.warn('schedules had drifted', { mendedSchedules });
  if (broken.size > 0) log.warn('schedules could not be kept', { integrations: broken.size });
  const revivedJobs = await reviveLostRuns(deps);
  if (revivedJobs > 0) log.warn('runs without a sign of life go on', { revivedJobs });
  const dueRuns = await sendDueRuns(deps);
  if (dueRuns > 0) log.info('runs that waited for requests go on', { dueRuns });
  const systems = await askForProbes(deps);
  if (systems > 0) log.info('systems that are down are tried', { systems });
  const guarded = await askForGuards(deps);
  if (guarded > 0) log.debug('webhooks are looked at', { integrations: guarded });
  const comparisons = await askForSlices(deps);
  if (comparisons > 0) log.debug('both sides are compared', { integrations: comparisons });
  const mendedJobs = await mendHeldJobs(deps);
  if (mendedJobs > 0) log.warn('held runs follow their integrations again', { mendedJobs });
  const looked = await watchHealth(deps, async (integration, { snapshot }) => {
    await evaluateRules(deps, integration, snapshot);
    await tellStanding(deps, integration, broken);
  });
  if (abandonedJobs > 0) log.warn('abandoned runs were ended', { abandonedJobs });
  const told = await tellUntold(deps);
  const digest = await sendDigest(deps);
  log.info('health was looked after', { abandonedJobs, looked, told, status: digest });
  return { abandonedJobs, looked, told, digest };
});
