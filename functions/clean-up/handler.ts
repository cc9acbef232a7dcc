import { reportClosing } from '../../shared/application/logs/report-closing.ts';
import { readEnv } from '../runtime/env.ts';
import { logger } from '../runtime/logger.ts';
import { wireStores } from '../runtime/wire-stores.ts';

const { logDays } = readEnv(['logDays'] as const);
const deps = { ...wireStores(), logDays };
const log = logger('clean-up');

/** Sundays: expired log entries go by TTL; what goes and what no retry will mend any more is reported here. */
export async function handler(): Promise<{ readonly integrations: number }> {
  const reports = await reportClosing(deps);
  for (const report of reports) log.info('what goes and what is left over', { ...report });
  return { integrations: reports.length };
}
