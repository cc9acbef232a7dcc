import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Operation, PathParameters } from '../../../shared/contract/operation.ts';
import { unlessKnown } from './etag.ts';
import { type Idempotency, once } from './idempotency.ts';
import { type Caller, callerOf, requireRole } from './identity.ts';
import { type HttpAnswer, jsonAnswer, ProblemError, textAnswer } from './problem.ts';
import { jsonBody } from './request.ts';

type Event = APIGatewayProxyEventV2WithJWTAuthorizer;

/** What a route receives: checked path parameters, query and body, and who calls. */
export type RouteInput<O extends Operation> = {
  readonly params: PathParameters<O['path']>;
  readonly caller: Caller;
  /** Gives the caller's browser a cookie with the answer. */
  readonly setCookie: (cookie: string) => void;
  /** Says something beside a text that is answered. Names in lower case. */
  readonly setHeader: (name: string, value: string) => void;
  readonly query: O extends { query: infer Query extends z.ZodMiniType } ? z.output<Query> : undefined;
  readonly body: O extends { body: infer Body extends z.ZodMiniType } ? z.output<Body> : undefined;
};
export type RouteOutput<O extends Operation> = z.input<O['response']>;
export type Routes<Operations extends { readonly [name: string]: Operation }> = {
  readonly [name in keyof Operations]: (
    input: RouteInput<Operations[name]>,
  ) => Promise<RouteOutput<Operations[name]>>;
};

/** What a function adds to its contract: requests that are done once, and how often a caller may ask. */
export interface Serving {
  readonly idempotency?: Idempotency;
  /** Throws when it is too often. */
  readonly limit?: (caller: string) => void;
}

interface Compiled {
  readonly name: string;
  readonly operation: Operation;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly run: (input: never) => Promise<unknown>;
}

/** Serves a contract: finds the operation, checks role and input, runs its route, checks the answer's shape. */
export function serve<const Operations extends { readonly [name: string]: Operation }>(
  operations: Operations,
  routes: Routes<Operations>,
  { idempotency, limit }: Serving = {},
): (event: Event) => Promise<HttpAnswer> {
  const compiled = Object.entries(operations).map(([name, operation]): Compiled => {
    const names = [...operation.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
    const pattern = new RegExp(`^${operation.path.replace(/:\w+/g, '([^/]+)')}/?$`);
    const run = routes[name];
    if (run === undefined) throw new Error(`The contract's "${name}" has no route.`);
    return { name, operation, pattern, names, run };
  });
  return async (event) => {
    const { name, operation, run, params } = match(compiled, event);
    const caller = callerOf(event);
    requireRole(caller, operation.roles);
    limit?.(caller.id);
    const query = check(operation.query, event.queryStringParameters ?? {}, 'query');
    const body = check(operation.body, operation.body === undefined ? undefined : jsonBody(event), 'body');
    const cookies: string[] = [];
    const setCookie = (cookie: string) => void cookies.push(cookie);
    const headers: Record<string, string> = {};
    const setHeader = (header: string, value: string) => Object.assign(headers, { [header]: value });
    const output = async () =>
      z.parse(operation.response, await run({ params, caller, query, body, setCookie, setHeader } as never));
    if (operation.produces !== undefined)
      return textAnswer(operation.produces, z.parse(z.string(), await output()), headers);
    const status = operation.status ?? 200;
    if (operation.idempotent === true && idempotency !== undefined)
      return once(idempotency, event, { operation: name, caller: caller.id, status }, output);
    const answer = jsonAnswer(status, await output(), cookies);
    return operation.method === 'GET' ? unlessKnown(answer, event.headers['if-none-match']) : answer;
  };
}

function match(compiled: readonly Compiled[], event: Event) {
  const path = event.rawPath;
  const here = compiled.filter(({ pattern }) => pattern.test(path));
  const found = here.find(({ operation }) => operation.method === event.requestContext.http.method);
  if (found === undefined) {
    if (here.length === 0)
      throw new ProblemError(404, 'no-such-route', 'There is nothing at this address', {
        hint: 'Compare it with the addresses in /api/openapi.json.',
      });
    const allow = here.map(({ operation }) => operation.method).join(', ');
    const hint = `Send ${allow} to this address.`;
    throw new ProblemError(405, 'method-not-allowed', `Use ${allow} here`, { hint }, { allow });
  }
  const values = found.pattern.exec(path) ?? [];
  const params = Object.fromEntries(
    found.names.map((name, index) => [name, decode(values[index + 1] ?? '')]),
  );
  return { ...found, params };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ProblemError(400, 'broken-address', 'The address holds a broken % sequence', {
      hint: 'Encode what stands between two slashes as percent-encoded UTF-8.',
    });
  }
}

function check(schema: z.ZodMiniType | undefined, value: unknown, where: 'query' | 'body'): unknown {
  if (schema === undefined) return undefined;
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  throw new ProblemError(
    400,
    'invalid',
    where === 'body' ? 'Some values are missing or wrong' : 'A filter is wrong',
    {
      errors: parsed.error.issues.map((issue) => ({
        pointer: `${where === 'body' ? '' : '/query'}/${issue.path.map(String).join('/')}`,
        detail: issue.message,
      })),
      hint: 'Correct the values named and send the request again.',
    },
  );
}
