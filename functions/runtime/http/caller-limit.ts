import { ProblemError } from './problem.ts';

export interface CallerRate {
  readonly perSecond: number;
  /** So many at once after a pause. */
  readonly burst: number;
}

const mostCallers = 1000;

/**
 * A token bucket per caller, in this instance of the function only: with n warm instances a caller gets up to n times
 * as much, and API Gateway's own throttling bounds everybody together. Throws 429 with `Retry-After` in seconds.
 */
export function callerLimit({ perSecond, burst }: CallerRate, now: () => number): (caller: string) => void {
  const buckets = new Map<string, { readonly tokens: number; readonly at: number }>();
  return (caller) => {
    const at = now();
    const known = buckets.get(caller) ?? { tokens: burst, at };
    const tokens = Math.min(burst, known.tokens + (Math.max(0, at - known.at) / 1000) * perSecond);
    const passes = tokens >= 1;
    // Written anew, so that the first in the map is who has been quiet for longest.
    buckets.delete(caller);
    buckets.set(caller, { tokens: passes ? tokens - 1 : tokens, at });
    if (buckets.size > mostCallers) buckets.delete(buckets.keys().next().value ?? '');
    if (!passes) throw tooMany(Math.max(1, Math.ceil((1 - tokens) / perSecond)));
  };
}

const tooMany = (seconds: number) =>
  new ProblemError(
    429,
    'too-many-requests',
    'You ask more often than this API answers',
    { hint: `Wait ${seconds} s, then go on more slowly.` },
    { 'retry-after': String(seconds) },
  );
