import middy from '@middy/core';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, Context } from 'aws-lambda';
import { errorFields } from '../../../shared/application/error-fields.ts';
import type { Logger } from '../../../shared/application/ports.ts';
import { NewerShapeError } from '../../../shared/domain/newer-shape.ts';
import { beginInvocation } from '../invocation.ts';
import type { FunctionMetrics } from '../metrics.ts';
import { askedFrom } from './origin.ts';
import { type HttpAnswer, ProblemError, problemAnswer } from './problem.ts';

type Event = APIGatewayProxyEventV2WithJWTAuthorizer;

interface Watching {
  readonly logger: Logger;
  readonly metrics?: Pick<FunctionMetrics, 'count' | 'publish'>;
}

/** The one pipeline of every HTTP function: what a route throws becomes a problem document; bugs are logged, not shown. */
export function httpFunction(
  watching: Watching,
  run: (event: Event, context: Context) => Promise<HttpAnswer>,
) {
  return middy<Event, HttpAnswer>()
    .use({
      before: ({ event }) => beginInvocation(event.requestContext.requestId),
      after: () => watching.metrics?.publish(),
      onError: (request) => {
        const { requestId } = request.event.requestContext;
        request.response = problemAnswer(asProblem(request.error, watching, requestId), requestId);
        watching.metrics?.publish();
      },
    })
    .handler((event, context) => askedFrom(event, () => run(event, context)));
}

function asProblem(error: unknown, { logger, metrics }: Watching, requestId: string): ProblemError {
  if (error instanceof ProblemError) return error;
  logger.error('a request failed unexpectedly', {
    requestId,
    ...errorFields(error),
  });
  metrics?.count('Bugs');
  if (error instanceof NewerShapeError)
    return new ProblemError(
      503,
      'stored-by-newer-version',
      'A newer version of the service stored something that this one cannot read',
      {
        detail: error.message,
        hint: 'Nothing is lost. Tell the operators to deploy the newer version again, then repeat this.',
      },
      { 'retry-after': '300' },
    );
  return new ProblemError(500, 'unexpected', 'Something went wrong on our side', {
    hint: 'Try again. If it stays, tell the operators the request id.',
  });
}
