import type { Problem } from '../../../shared/contract/problem.ts';

/** An answer that is not the one hoped for; thrown by routes, rendered by the pipeline. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly headers: { readonly [name: string]: string };
  constructor(
    status: number,
    code: string,
    title: string,
    more: { detail?: string; hint?: string; errors?: { pointer: string; detail: string }[] } = {},
    headers: { readonly [name: string]: string } = {},
  ) {
    super(title);
    this.name = 'ProblemError';
    this.problem = { type: `urn:britepool:problem:${code}`, title, status, code, ...more };
    this.headers = headers;
  }
}

export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  /** `Set-Cookie` values. */
  readonly cookies?: readonly string[];
}

export const problemAnswer = (error: ProblemError, requestId: string): HttpAnswer => ({
  statusCode: error.problem.status,
  headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...error.headers },
  body: JSON.stringify({ ...error.problem, requestId }),
});

export const jsonAnswer = (
  statusCode: number,
  body: unknown,
  cookies: readonly string[] = [],
): HttpAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
  ...(cookies.length === 0 ? {} : { cookies }),
});

export const textAnswer = (
  type: string,
  body: string,
  headers: { readonly [name: string]: string },
): HttpAnswer => ({
  statusCode: 200,
  headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', ...headers },
  body,
});
