import type { Outcome } from '../domain/change.ts';
import type { FaultKind } from '../domain/fault.ts';
import type { ResourceType } from '../domain/resources.ts';

/** Ids, by which lines are found again. */
interface LogIds {
  /** What all lines about one change, run or request share; derived from the other ids where it is absent. */
  readonly correlationId: string;
  readonly requestId: string;
  readonly integrationId: string;
  readonly jobId: string;
  readonly logId: string;
  readonly alertId: string;
  readonly connectionId: string;
}

/** Words out of lists that stand in the code. */
interface LogWords {
  readonly integrationType: string;
  readonly resourceType: ResourceType;
  readonly side: 'external' | 'local';
  readonly cause: string;
  readonly kind: string;
  readonly stream: string;
  /** A record's id as receipts hold it: base64url. */
  readonly record: string;
  readonly outcome: Outcome;
  readonly jobType: string;
  readonly status: string;
  readonly alertKind: string;
  readonly severity: string;
  readonly channel: string;
  /** Why something was refused or let pass: a code, never a sentence. */
  readonly reason: string;
  readonly fault: FaultKind;
}

/** What is known of an error without a word of what it was about. */
interface LogError {
  readonly httpStatus: number;
  readonly errorName: string;
  readonly errorCode: string;
  /** Only where the text is known to quote nothing: see `errorFields`. */
  readonly errorMessage: string;
  /** Places in the code, without the message above them. */
  readonly stack: string;
}

export const logCounts = [
  'attempt',
  'delaySeconds',
  'durationMs',
  'lagMs',
  'count',
  'accepted',
  'processed',
  'succeeded',
  'unchanged',
  'failed',
  'conflicts',
  'pages',
  'abandonedJobs',
  'revivedJobs',
  'mendedJobs',
  'mendedSchedules',
  'dueRuns',
  'systems',
  'integrations',
  'looked',
  'told',
  'retried',
  'waiting',
  'expiring',
  'overdue',
  'givenUp',
  'checked',
  'missing',
  'compared',
  'different',
  'unexplained',
  'repaired',
] as const;
type LogCounts = { readonly [name in (typeof logCounts)[number]]: number };

/** Facts beside a message, out of a closed set: ids, words of ours and counts. Never contents of records, never free text. */
export type LogFields = {
  readonly [name in keyof (LogIds & LogWords & LogError & LogCounts)]?:
    | (LogIds & LogWords & LogError & LogCounts)[name]
    | undefined;
};

/** `message` is a sentence that stands in the code, so that equal events have equal lines. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** The same logger, saying these fields with every line. */
export const about = (logger: Logger, known: LogFields): Logger => ({
  debug: (message, fields) => logger.debug(message, { ...known, ...fields }),
  info: (message, fields) => logger.info(message, { ...known, ...fields }),
  warn: (message, fields) => logger.warn(message, { ...known, ...fields }),
  error: (message, fields) => logger.error(message, { ...known, ...fields }),
});
