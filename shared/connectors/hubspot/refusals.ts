import { messageOf, retryAfter } from '../../connector-kit/faults.ts';
import type { HttpResponse } from '../../connector-kit/http.ts';
import type { Fault } from '../../domain/fault.ts';
import type { BudgetReading } from '../../domain/look-ups.ts';

/** Seconds after which a window has passed. A day ends at midnight of the account, which the answer does not tell. */
const waits: { readonly [policy: string]: number } = {
  SECONDLY: 1,
  TEN_SECONDLY_ROLLING: 10,
  DAILY: 3600,
};
const windowSeconds = 10;
const daySeconds = 86_400;

/** https://developers.hubspot.com/docs/api-reference/error-handling */
export function classify(response: HttpResponse): Fault | undefined {
  const httpStatus = response.status;
  const said = `HubSpot says: ${messageOf(response)}`;
  // The clock is of no use here: HubSpot gives seconds where it gives anything.
  const asked = retryAfter(response, new Date(0));
  if (httpStatus === 429) {
    const policy = /"policyName"\s*:\s*"([A-Z_]+)"/.exec(response.text)?.[1] ?? '';
    const retryAfterSeconds = asked ?? waits[policy] ?? windowSeconds;
    return { kind: 'rate-limited', message: said, httpStatus, retryAfterSeconds };
  }
  // 423: the record is locked for a moment. 477: the account moves to another data centre, for up to a day.
  if (httpStatus === 423 || httpStatus === 477)
    return {
      kind: 'unavailable',
      message: said,
      httpStatus,
      retryAfterSeconds: asked ?? (httpStatus === 423 ? 2 : 600),
    };
  if (httpStatus === 403)
    return {
      kind: 'forbidden',
      message: `The key lacks a permission (scope). ${said}`,
      httpStatus,
    };
  return undefined;
}

/** The budget of which less is left. Answers of the search tell none. */
export function budget({ headers }: HttpResponse): Omit<BudgetReading, 'at'> | undefined {
  const read = (name: string) => Number(headers[`x-hubspot-ratelimit-${name}`] ?? Number.NaN);
  const [left, most] = [read('remaining'), read('max')];
  const [leftToday, mostToday] = [read('daily-remaining'), read('daily')];
  if (leftToday / mostToday < left / most || Number.isNaN(left))
    return Number.isNaN(leftToday) ? undefined : { remaining: leftToday, windowSeconds: daySeconds };
  return { remaining: left, windowSeconds };
}
