import { endAbandonedJobs } from '../../shared/application/jobs/end-abandoned-jobs.ts';
import { logger } from '../runtime/logger.ts';
import { wireStores } from '../runtime/wire-stores.ts';

const stores = wireStores();
const log = logger('watch-health');

/** Every 5 minutes: runs that lost their worker are ended, so that schedules work again. */
export async function handler(): Promise<{ readonly abandonedJobs: number }> {
  const abandonedJobs = await endAbandonedJobs(stores);
  if (abandonedJobs > 0) log.warn('abandoned runs were ended', { abandonedJobs });
  return { abandonedJobs };
}
