import { memoryRateBuckets } from '../../../shared/adapters/in-memory/rate-buckets.ts';
import { MemoryClock } from '../../../shared/adapters/in-memory/system.ts';
import type { RateBuckets } from '../../../shared/application/ports.ts';
import { workerQuotas } from '../../../shared/application/quotas/quota-for.ts';
import { FaultError } from '../../../shared/domain/fault.ts';
import type { Quota } from '../../../shared/domain/quota.ts';
import type { Lane, RateLimit } from '../../../shared/domain/rate-limit.ts';

/** Workers that draw from one account's bucket, and a count of what that costs. */
export function workers(limits: readonly RateLimit[], more: Partial<RateBuckets> = {}) {
  const clock = new MemoryClock();
  const stored = memoryRateBuckets();
  const calls = { get: 0, put: 0 };
  const pauses: number[] = [];
  let patience = Number.POSITIVE_INFINITY;
  const rateBuckets: RateBuckets = {
    get: (id) => {
      calls.get++;
      return stored.get(id);
    },
    put: (bucket, until) => {
      calls.put++;
      return stored.put(bucket, until);
    },
    ...more,
  };
  const worker = (): Quota =>
    workerQuotas({
      ...{ rateBuckets, clock },
      pause: async (ms) => {
        pauses.push(ms);
        clock.pass(ms / 1000);
      },
      patienceMs: () => patience,
    }).of(limits, async ({ token }) => `account ${token}`);
  /** From now on an invocation has so much time left. */
  const leave = (ms: number) => {
    patience = ms;
  };
  return { clock, calls, pauses, worker, leave };
}

export const token = { token: 't' };

/** `went`, or the whole seconds after which the request may be tried again. */
export async function tryOut(quota: Quota, lane: Lane = 'live', values = token): Promise<'went' | number> {
  try {
    await quota.take(lane, values);
    return 'went';
  } catch (error) {
    if (error instanceof FaultError && error.fault.kind === 'rate-limited')
      return error.fault.retryAfterSeconds ?? 0;
    throw error;
  }
}
