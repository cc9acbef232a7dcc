import type { Context } from 'aws-lambda';
import { errorFields } from '../../shared/application/error-fields.ts';
import type { LogFields } from '../../shared/application/logger.ts';
import type { FunctionName } from '../../shared/config/names.ts';
import { beginInvocation } from './invocation.ts';
import { type FunctionLogger, logger } from './logger.ts';
import { type FunctionMetrics, functionMetrics } from './metrics.ts';

/** What a function tells operators by. */
export interface Observed {
  readonly logger: FunctionLogger;
  readonly metrics: FunctionMetrics;
}

export const observe = (name: FunctionName): Observed => ({
  logger: logger(name),
  metrics: functionMetrics(name),
});

/**
 * A handler whose lines carry the request, whose metrics are written however it ends, and whose failure is told by a line
 * of ours. What is thrown on to Lambda has no text but what that line may say too: Lambda logs it as it is.
 */
export const observed =
  <Event, Answer>(
    { logger: log, metrics }: Observed,
    run: (event: Event, context: Context) => Promise<Answer>,
  ) =>
  async (event: Event, context: Context): Promise<Answer> => {
    beginInvocation(context?.awsRequestId);
    try {
      return await run(event, context);
    } catch (error) {
      const fields = errorFields(error);
      log.error('the function failed', fields);
      throw failure(fields);
    } finally {
      metrics.publish();
    }
  };

function failure({ errorName = 'Error', errorMessage, stack }: LogFields): Error {
  const error = new Error(errorMessage ?? 'The function failed; its log says where.');
  error.name = errorName;
  error.stack = `${errorName}\n${stack ?? ''}`;
  return error;
}
