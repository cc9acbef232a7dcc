import { reportGivenUp } from '../../shared/application/sync/report-given-up.ts';
import { logger } from '../runtime/logger.ts';
import { wireStores } from '../runtime/wire-stores.ts';

const stores = wireStores();
const log = logger('clean-up');

/** Sundays: expired log entries go by TTL; what no retry will mend any more is reported here. */
export async function handler(): Promise<{ readonly integrations: number }> {
  const reports = await reportGivenUp(stores);
  for (const report of reports) log.info('parked items of an integration', report);
  return { integrations: reports.length };
}
