import { tellUntold } from '../../shared/application/alerts/tell.ts';
import { endAbandonedJobs } from '../../shared/application/jobs/end-abandoned-jobs.ts';
import { logger } from '../runtime/logger.ts';
import { wireNotifier } from '../runtime/wire-notifier.ts';
import { wireStores } from '../runtime/wire-stores.ts';

const stores = wireStores();
const log = logger('watch-health');
const deps = { ...stores, notifier: wireNotifier(), logger: log };

/** Every 5 minutes: runs that lost their worker are ended, and messages about alerts that nobody sent are sent. */
export async function handler(): Promise<{ readonly abandonedJobs: number; readonly told: number }> {
  const abandonedJobs = await endAbandonedJobs(stores);
  if (abandonedJobs > 0) log.warn('abandoned runs were ended', { abandonedJobs });
  return { abandonedJobs, told: await tellUntold(deps) };
}
