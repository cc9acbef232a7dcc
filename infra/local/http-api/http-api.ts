import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { LocalFunction } from '../lambda/local-function.ts';
import { readBody } from '../wire/read-body.ts';
import { httpEvent } from './event.ts';

export interface ApiRoute {
  /** `ANY /api/admin/{proxy+}` */
  readonly key: string;
  readonly target: LocalFunction;
  readonly signedIn: boolean;
  /** How long the API waits for the function; 29 s unless said. */
  readonly timeoutMs?: number;
}
/** Claims of a valid token; rejects otherwise. */
export type VerifyToken = (token: string) => Promise<Readonly<Record<string, unknown>>>;

const largestBody = 10 * 1_048_576;
const longestWaitMs = 29_000;
const answerShape = z.looseObject({
  statusCode: z.int(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});
type Answer = z.output<typeof answerShape>;

/** Format 2.0 lets a function answer anything: without a `statusCode` it is the body of a 200. */
function answerOf(result: unknown): Answer {
  const isAnswer = typeof result === 'object' && result !== null && 'statusCode' in result;
  if (isAnswer) return answerShape.parse(result);
  const body = typeof result === 'string' ? result : JSON.stringify(result);
  return answerShape.parse({ statusCode: 200, headers: { 'content-type': 'application/json' }, body });
}

interface Compiled extends ApiRoute {
  readonly method: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

/** API Gateway's HTTP API: finds the route, checks the token where the template asks for one, calls the function. */
export class HttpApi {
  readonly #routes: readonly Compiled[];
  readonly #verify: VerifyToken;
  readonly #report: (message: string) => void;

  constructor(routes: readonly ApiRoute[], verify: VerifyToken, report: (message: string) => void) {
    this.#routes = routes.map(compile).sort((a, b) => specificity(b) - specificity(a));
    this.#verify = verify;
    this.#report = report;
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const body = await readBody(request, largestBody);
    const route = this.#routes.find(
      ({ method, pattern }) => (method === 'ANY' || method === request.method) && pattern.test(url.pathname),
    );
    if (route === undefined) return message(response, 404, 'Not Found');
    if (body === undefined) return message(response, 413, 'Request Entity Too Large');
    const claims = route.signedIn ? await this.#claims(request) : undefined;
    if (route.signedIn && claims === undefined) return message(response, 401, 'Unauthorized');
    const parameters = parametersOf(route, url.pathname);
    if (parameters === undefined) return message(response, 400, 'Bad Request');
    await this.#call(route, httpEvent(request, url, body, { key: route.key, parameters }, claims), response);
  }

  async #claims(request: IncomingMessage): Promise<Readonly<Record<string, unknown>> | undefined> {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) return undefined;
    return this.#verify(token).catch(() => undefined);
  }

  async #call(route: Compiled, event: object, response: ServerResponse): Promise<void> {
    try {
      const result = await within(route.timeoutMs ?? longestWaitMs, route.target.invoke(event));
      if (result === late) return message(response, 503, 'Service Unavailable');
      const { statusCode, headers, cookies, body, isBase64Encoded } = answerOf(result);
      response.writeHead(statusCode, {
        ...headers,
        ...(cookies.length === 0 ? {} : { 'set-cookie': cookies }),
      });
      response.end(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
    } catch (error) {
      this.#report(
        `${route.target.settings.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      message(response, 500, 'Internal Server Error');
    }
  }
}

const late = Symbol('late');
async function within(ms: number, result: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise((resolve) => {
    timer = setTimeout(() => resolve(late), ms);
  });
  try {
    return await Promise.race([result, waited]);
  } finally {
    clearTimeout(timer);
    result.catch(() => undefined);
  }
}

/** `undefined` when the address holds a broken % sequence. */
function parametersOf({ names, pattern }: Compiled, path: string): Record<string, string> | undefined {
  const values = pattern.exec(path) ?? [];
  try {
    return Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(values[at + 1] ?? '')]));
  } catch {
    return undefined;
  }
}

function compile(route: ApiRoute): Compiled {
  const [method = 'ANY', path = '/'] = route.key.split(' ');
  const names = [...path.matchAll(/\{(\w+)\+?\}/g)].map((match) => match[1] ?? '');
  const pattern = path
    .replace(/[.*^$()|[\]\\]/g, '\\$&')
    .replace(/\{\w+\+\}/g, '(.+)')
    .replace(/\{\w+\}/g, '([^/]+)');
  return { ...route, method, names, pattern: new RegExp(`^${pattern}$`) };
}

const specificity = ({ method, names, key }: Compiled): number =>
  (method === 'ANY' ? 0 : 100) - names.length * 10 - (key.includes('+}') ? 50 : 0);

function message(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ message: text }));
}
