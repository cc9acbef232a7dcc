import { Logger as PowertoolsLogger } from '@aws-lambda-powertools/logger';
import type { Logger } from '../../shared/application/ports.ts';

/** JSON lines with level, time-stamp and the function's name. Callers pass ids and counts, never payloads. */
export function logger(functionName: string): Logger {
  const lines = new PowertoolsLogger({ serviceName: functionName });
  return {
    debug: (message, fields = {}) => lines.debug(message, fields),
    info: (message, fields = {}) => lines.info(message, fields),
    warn: (message, fields = {}) => lines.warn(message, fields),
    error: (message, fields = {}) => lines.error(message, fields),
  };
}
