import { reportClosing } from '../../shared/application/logs/report-closing.ts';
import { readEnv } from '../runtime/env.ts';
import { observe, observed } from '../runtime/observe.ts';
import { wireStores } from '../runtime/wire-stores.ts';

const { logDays } = readEnv(['logDays'] as const);
const seen = observe('clean-up');
const deps = { ...wireStores(seen), logDays };

/** Sundays: expired log entries go by TTL; what goes and what no retry will mend any more is reported here. */
export const handler = observed(seen, async (): Promise<{ readonly integrations: number }> => {
  const reports = await reportClosing(deps);
  for (const report of reports) seen.logger.info('what goes and what is left over', { ...report });
  return { integrations: reports.length };
});
