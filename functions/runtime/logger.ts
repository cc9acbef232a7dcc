import { LogFormatter, LogItem, Logger as PowertoolsLogger } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import type { LogFields, Logger } from '../../shared/application/logger.ts';
import { maskText } from '../../shared/domain/redact-text.ts';
import { stageName } from './env.ts';
import { requestIdNow } from './invocation.ts';
import { fieldShapes } from './log-schema.ts';

export interface FunctionLogger extends Logger {
  /** An integration is broken as a whole and waits for a person. */
  fatal(message: string, fields?: LogFields): void;
}

/**
 * JSON lines by `logLine`. Only fields of the closed set are written, each only if it is what its name says; texts are
 * capped and masked. So a caller's mistake costs a field, and never tells what it should not.
 */
export function logger(functionName: string): FunctionLogger {
  const lines = new PowertoolsLogger({ serviceName: functionName, logFormatter: new Lines(stageName()) });
  return {
    debug: (message, fields = {}) => lines.debug(message, allowed(fields)),
    info: (message, fields = {}) => lines.info(message, allowed(fields)),
    warn: (message, fields = {}) => lines.warn(message, allowed(fields)),
    error: (message, fields = {}) => lines.error(message, allowed(fields)),
    fatal: (message, fields = {}) => lines.critical(message, allowed(fields)),
  };
}

class Lines extends LogFormatter {
  readonly #stage: string;

  constructor(stage: string) {
    super();
    this.#stage = stage;
  }

  formatAttributes(line: UnformattedAttributes, fields: LogAttributes): LogItem {
    return new LogItem({
      attributes: {
        timestamp: line.timestamp.toISOString(),
        level: line.logLevel === 'CRITICAL' ? 'FATAL' : line.logLevel,
        service: line.serviceName,
        stage: this.#stage,
        message: tidy(String(line.message)),
        traceId: line.xRayTraceId,
        ...fields,
      },
    });
  }
}

/** The fields that are what they claim to be. The correlation id is that of the change, else of the run, else of the request. */
function allowed(given: LogFields): LogAttributes {
  const requestId = given.requestId ?? requestIdNow();
  const correlationId = given.correlationId ?? given.logId ?? given.jobId ?? requestId;
  const known = { ...given, correlationId, requestId };
  return Object.fromEntries(
    Object.entries(fieldShapes).flatMap(([name, shape]): [string, unknown][] => {
      if (!isField(name, known) || known[name] === undefined) return [];
      const value = known[name];
      const parsed = shape.safeParse(typeof value === 'string' ? tidy(value, name) : value);
      return parsed.success ? [[name, parsed.data]] : [];
    }),
  );
}

const isField = (name: string, fields: LogFields): name is keyof LogFields => Object.hasOwn(fields, name);

/** Ids stand as they are: their digits would be taken for phone numbers. */
function tidy(text: string, name = 'message'): string {
  const free = name === 'message' || name === 'errorMessage' || name === 'stack';
  return free ? maskText(text, []).slice(0, name === 'stack' ? 1200 : 300) : text;
}
