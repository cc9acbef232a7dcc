import * as z from 'zod';
import { messageOf } from '../../connector-kit/faults.ts';
import type { HttpResponse } from '../../connector-kit/http.ts';
import type { Fault, FaultKind } from '../../domain/fault.ts';
import { jsonIn } from './texts.ts';

/** Where a fault points when the place in a list is no longer known: the list begins again. */
export const lostCursor = '/cursor';

/**
 * What codes say, whichever way they are written (`ComplexityException`, `COMPLEXITY_BUDGET_EXHAUSTED`). The first that fits
 * counts. https://developer.monday.com/api-reference/docs/error-handling
 */
const kinds: readonly (readonly [RegExp, FaultKind])[] = [
  [/complexity|limit.?exc|concurrency|blocked/i, 'rate-limited'],
  [/user_?unauthorized|access_?denied|permissions/i, 'forbidden'],
  [/unauthorized|authenticated/i, 'unauthorized'],
  [/not_?found|invalid_?(item|board)_?id/i, 'not-found'],
  [/idempotency|internal_?server/i, 'unavailable'],
  [/graphql|undefined_?field|argument_?not|version/i, 'drifted'],
];
const byStatus: { readonly [status: number]: FaultKind } = {
  ...{ 401: 'unauthorized', 403: 'forbidden', 404: 'not-found' },
  ...{ 423: 'unavailable', 429: 'rate-limited' },
};

const told = z.object({
  code: z.string().optional(),
  status_code: z.number().optional(),
  retry_in_seconds: z.number().optional(),
});
const failure = z.object({ errors: z.tuple([z.object({ extensions: told.nullish() })], z.unknown()) });

/** Application errors come with HTTP 200, often beside a part of the data: any error makes the answer one. */
export function classify(response: HttpResponse): Fault | undefined {
  const { status: httpStatus, text, headers } = response;
  const own = errorIn(text) ?? (httpStatus === 423 ? {} : undefined);
  if (own === undefined) return undefined;
  const { code = '' } = own;
  const found = { message: `monday.com: ${messageOf(response)}`, httpStatus };
  if (/cursor/i.test(code)) return { ...found, kind: 'rejected', pointer: lostCursor };
  const status = httpStatus === 200 ? (own.status_code ?? 400) : httpStatus;
  const kind =
    kinds.find(([says]) => says.test(code))?.[1] ??
    byStatus[status] ??
    (status < 500 ? 'rejected' : 'unavailable');
  const asked = own.retry_in_seconds ?? (Number.parseInt(headers['retry-after'] ?? '', 10) || undefined);
  const assumed = kind === 'rate-limited' ? (/daily/i.test(code) ? 3600 : 60) : undefined;
  const wait = asked ?? assumed;
  return {
    ...found,
    kind,
    ...(wait === undefined ? {} : { retryAfterSeconds: Math.min(Math.ceil(wait), 86_400) }),
  };
}

function errorIn(text: string): z.output<typeof told> | undefined {
  // Most answers are pages of records, and long.
  if (!text.includes('"errors"')) return undefined;
  const parsed = failure.safeParse(jsonIn(text));
  return parsed.success ? (parsed.data.errors[0].extensions ?? {}) : undefined;
}

/** `"minuteRate";r=990, "concurrency";r=39`: requests left in this minute. https://developer.monday.com/api-reference/docs/rate-limits */
export function budget({ headers }: HttpResponse) {
  const [, left] = /"minuteRate";\s*r=(\d+)/.exec(headers.ratelimit ?? '') ?? [];
  return left === undefined ? undefined : { remaining: Number(left), windowSeconds: 60 };
}
