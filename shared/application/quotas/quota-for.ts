import type { Quota } from '../../domain/quota.ts';
import type { RateLimit } from '../../domain/rate-limit.ts';
import type { SignInValues } from '../../domain/sign-in.ts';
import { close } from './draw.ts';
import { Share } from './share.ts';
import { type TokenDeps, takeToken } from './take-token.ts';

const mostShares = 1000;
/** How long a refusal holds that names no time: the shortest window, but no longer than this. */
const longestGuessSeconds = 60;
const unknownSeconds = 10;

/** An admin may name another plan at any time. */
const sameLimits = (a: readonly RateLimit[], b: readonly RateLimit[]): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

/** The quotas of one worker: `of` makes that of a connection; those with the same bucket share what is at hand. */
export function workerQuotas(deps: TokenDeps): {
  of(limits: readonly RateLimit[], idOf: (values: SignInValues) => Promise<string>): Quota;
} {
  const shares = new Map<string, Share>();
  const shareOf = (id: string, limits: readonly RateLimit[]): Share => {
    const known = shares.get(id);
    if (known !== undefined && sameLimits(known.limits, limits)) return known;
    const share = new Share(id, limits);
    shares.set(id, share);
    if (shares.size > mostShares) shares.delete(shares.keys().next().value ?? '');
    return share;
  };
  return {
    of: (limits, idOf) => {
      const share = async (values: SignInValues) => shareOf(await idOf(values), limits);
      const shortest = Math.min(
        limits.length === 0 ? unknownSeconds : longestGuessSeconds,
        ...limits.map(({ seconds }) => seconds),
      );
      return {
        take: async (lane, values) => takeToken(deps, await share(values), lane),
        async told(reading, values) {
          const ours = await share(values);
          if (reading.remaining < 1)
            return close(deps, ours, reading.resetSeconds ?? reading.windowSeconds ?? shortest);
          if (ours.said === undefined || reading.remaining < ours.said.remaining) ours.said = reading;
        },
        async refused(fault, values, reading) {
          const asked = fault.retryAfterSeconds ?? reading?.resetSeconds ?? shortest;
          const retryAfterSeconds = Math.max(1, asked);
          await close(deps, await share(values), retryAfterSeconds);
          return { ...fault, retryAfterSeconds };
        },
      };
    },
  };
}
