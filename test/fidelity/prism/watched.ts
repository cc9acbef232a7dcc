import * as z from 'zod';
import { httpClient } from '../../../shared/adapters/http/http-client.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../../shared/connector-kit/http.ts';

/** What does not fit the description, in Prism's words. */
export interface Violation {
  readonly where: 'request' | 'response';
  readonly message: string;
}
export interface Exchange {
  /** Method and path, ids left out. */
  readonly what: string;
  readonly violations: readonly Violation[];
}

const violations = z.array(z.looseObject({ location: z.array(z.string()), message: z.string() }));
const problem = z.looseObject({
  type: z.string(),
  detail: z.string(),
  validation: z.array(z.looseObject({ message: z.string() })).default([]),
});
const prismProblem = 'https://stoplight.io/prism/errors#';

/** A client that remembers what Prism said of each exchange. */
export function watched(): { readonly http: HttpClient; readonly taken: () => readonly Exchange[] } {
  const inner = httpClient({ allowLoopback: true, timeoutMs: 10_000, maxBytes: 16 * 1_048_576 });
  let seen: Exchange[] = [];
  return {
    taken: () => {
      const since = seen;
      seen = [];
      return since;
    },
    http: {
      async send(request) {
        const response = await inner.send(request);
        seen.push({ what: nameOf(request), violations: violationsIn(response) });
        return response;
      },
    },
  };
}

const nameOf = ({ method, url }: HttpRequest): string =>
  `${method} ${url.pathname
    .split('/')
    .map((part) =>
      /\d{3}|^[0-9a-f]{24}$|^\w{18}$/i.test(part) && !/^v?\d{4}-\d{2}$/.test(part) ? '…' : part,
    )
    .join('/')}`;

function violationsIn({ headers, text }: HttpResponse): readonly Violation[] {
  const header = headers['sl-violations'];
  if (header?.startsWith('[') === true)
    return violations.parse(JSON.parse(header)).map(({ location: [side], message }) => ({
      where: side === 'response' ? 'response' : 'request',
      message: shortened(message),
    }));
  if (header !== undefined) return [{ where: 'request', message: shortened(header) }];
  if (headers['content-type']?.startsWith('application/problem+json') !== true) return [];
  const { data } = problem.safeParse(JSON.parse(text));
  if (data?.type.startsWith(prismProblem) !== true) return [];
  const told = data.validation.map(({ message }) => shortened(message));
  const all = told.length > 0 ? told : [`${data.type.slice(prismProblem.length)}: ${data.detail}`];
  return all.map((message) => ({ where: 'request', message }));
}

/** Places in lists left out, so that the same deviation of many rows is one. */
const shortened = (message: string): string => message.replace(/\.\d+(?=[. ])/g, '.*').slice(0, 240);
