import * as z from 'zod';

const levels = z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']);

/** What functions print here: trouble only, unless `LOG_LEVEL` asks for more. */
export const logLevelHere = () => levels.catch('WARN').parse(process.env.LOG_LEVEL);

/** Settings of the log library. Metrics are lines too, and printed where each success is. */
export const quietness = (level: string | undefined): Record<string, string> => ({
  POWERTOOLS_LOG_LEVEL: level ?? 'INFO',
  POWERTOOLS_METRICS_DISABLED: String(level === 'WARN' || level === 'ERROR'),
});

/**
 * Whether a line is shown where only trouble is: receipts are lines that no level switches off, and would drown it. They
 * reach their subscription all the same.
 */
export const isShown = (line: string, level: string | undefined): boolean =>
  (level !== 'WARN' && level !== 'ERROR') || !line.includes(',"level":"INFO",');
