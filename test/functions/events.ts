import type { APIGatewayProxyEventV2WithJWTAuthorizer, Context } from 'aws-lambda';
import * as z from 'zod';
import { problemSchema } from '../../shared/contract/problem.ts';

export type Event = APIGatewayProxyEventV2WithJWTAuthorizer;

export interface Call {
  readonly method?: string;
  readonly path: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly base64?: boolean;
  readonly sourceIp?: string;
  /** Claims as the authorizer verified them; absent for a call without a token. */
  readonly claims?: Readonly<Record<string, string>>;
}

/** An event as API Gateway's HTTP API hands it over (payload format 2.0). */
export function httpEvent(call: Call): Event {
  const { method = 'GET', path, query, headers = {}, body, claims } = call;
  const authorizer = { principalId: '', integrationLatency: 0, jwt: { claims: { ...claims }, scopes: [] } };
  const event = {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { ...headers },
    requestContext: {
      ...{ accountId: '1', apiId: 'a', domainName: 'api.example', domainPrefix: 'api', requestId: 'req-1' },
      ...{ routeKey: '$default', stage: '$default', time: '01/Mar/2026:10:00:00 +0000', timeEpoch: 0 },
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: call.sourceIp ?? '203.0.113.7',
        userAgent: 'test',
      },
      authorizer,
    },
    isBase64Encoded: call.base64 === true,
    ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
    ...(call.parameters === undefined ? {} : { pathParameters: { ...call.parameters } }),
    ...(body === undefined ? {} : { body }),
  };
  if (claims !== undefined) return event;
  const { authorizer: _none, ...open } = event.requestContext;
  return {
    ...event,
    requestContext: { ...open, authorizer: { ...authorizer, jwt: { claims: {}, scopes: [] } } },
  };
}

export const lambdaContext: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:1:function:test',
  memoryLimitInMB: '512',
  awsRequestId: 'req-1',
  logGroupName: 'test',
  logStreamName: 'test',
  getRemainingTimeInMillis: () => 30_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

const answerShape = z.looseObject({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});
export type Answer = z.output<typeof answerShape>;

type Handler = (event: Event, context: Context) => unknown;
export const ask = async (handler: Handler, call: Call): Promise<Answer> =>
  answerShape.parse(await handler(httpEvent(call), lambdaContext));

/** The answer read as problem details; fails when it is none. */
export function problemOf(answer: Answer) {
  if (answer.headers['content-type'] !== 'application/problem+json')
    throw new Error(`No problem document: ${answer.statusCode} ${answer.body}`);
  return z.parse(problemSchema, JSON.parse(answer.body));
}
