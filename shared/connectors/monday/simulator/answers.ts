import { GraphQLError } from 'graphql';
import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';

/** What monday.com refuses while it works on a request: HTTP 200 and a code. */
export const refuse = (code: string, message: string, status_code = 400): GraphQLError =>
  new GraphQLError(message, { extensions: { code, status_code, error_data: {} } });

/** What is refused before: a status, and the same shape. */
export const failure = (
  status: number,
  code: string,
  message: string,
  more: object = {},
): SimulatedResponse => ({
  status,
  body: { errors: [{ message, extensions: { code, status_code: status, ...more } }], account_id: 1700001 },
});

export const tooMany = (retryAfterSeconds: number): SimulatedResponse => ({
  ...failure(429, 'RATE_LIMIT_EXCEEDED', 'Rate Limit Exceeded.', { retry_in_seconds: retryAfterSeconds }),
  headers: { 'retry-after': String(retryAfterSeconds) },
});

type Body = Record<string, unknown>;
export const bodyOf = (body: unknown): Body =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
