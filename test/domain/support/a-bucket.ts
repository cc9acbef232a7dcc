import fc from 'fast-check';
import { type Lane, lanes, type RateLimit } from '../../../shared/domain/rate-limit.ts';
import { emptyBucket, type RateBucket, type Taken, take } from '../../../shared/domain/token-bucket.ts';

/** Midnight: a fixed window of a day, an hour or a minute begins here. */
export const start = Date.UTC(2026, 2, 1);

const lengths = [1, 10, 60, 900, 3600, 86_400] as const;
export const anyLimit = fc
  .record({
    requests: fc.integer({ min: 1, max: 60 }),
    seconds: fc.constantFrom(...lengths),
    fixed: fc.boolean(),
  })
  .map(({ fixed, ...limit }): RateLimit => (fixed ? { ...limit, fixed: true } : limit));
export const anyLimits = fc.uniqueArray(anyLimit, {
  minLength: 1,
  maxLength: 3,
  selector: ({ seconds }) => seconds,
});
export const anyLane = fc.constantFrom(...lanes);

/** One bucket that workers ask, and when its tokens were used at the latest moments that their leases allow. */
export class Asked {
  bucket: RateBucket = emptyBucket('bucket');
  readonly uses: number[] = [];
  private readonly limits: readonly RateLimit[];

  constructor(limits: readonly RateLimit[]) {
    this.limits = limits;
  }

  /** `at`: when within its lease each token is used, from 0 (at once) to 1 (as it ends). */
  ask(lane: Lane, wanted: number, now: number, at: readonly number[] = []): Taken {
    const answer = take(this.bucket, this.limits, lane, wanted, now);
    this.bucket = answer.bucket;
    if (answer.outcome === 'granted') {
      const life = answer.until - now - 1;
      for (let token = 0; token < answer.tokens; token++)
        this.uses.push(now + Math.max(0, Math.floor(life * (at[token % Math.max(1, at.length)] ?? 0))));
    }
    return answer;
  }

  /** Takes one token after the other until none is left; answers how many there were. */
  drain(lane: Lane, now: number): number {
    let tokens = 0;
    for (;;) {
      const answer = take(this.bucket, this.limits, lane, 1, now);
      if (answer.outcome === 'wait') return tokens;
      this.bucket = answer.bucket;
      tokens++;
    }
  }
}

/** The most requests that the vendor saw in any one of its windows. */
export function mostInAWindow(uses: readonly number[], { seconds, fixed }: RateLimit): number {
  const length = seconds * 1000;
  if (fixed === true)
    return Math.max(
      0,
      ...[...Map.groupBy(uses, (use) => Math.floor(use / length)).values()].map((all) => all.length),
    );
  const sorted = [...uses].sort((a, b) => a - b);
  return Math.max(
    0,
    ...sorted.map((last, index) => sorted.slice(0, index + 1).filter((use) => use > last - length).length),
  );
}
