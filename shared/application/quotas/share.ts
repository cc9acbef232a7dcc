import type { BudgetReading } from '../../domain/look-ups.ts';
import type { Lane, RateLimit } from '../../domain/rate-limit.ts';
import type { RateBucket } from '../../domain/token-bucket.ts';

interface Lease {
  readonly size: number;
  readonly until: number;
  left: number;
}

/** What one worker holds of a bucket: the leases that it uses up without asking anybody, and what it last saw. */
export class Share {
  readonly id: string;
  readonly limits: readonly RateLimit[];
  /** As this worker last saw it; perhaps others drew meanwhile. */
  seen: RateBucket | undefined;
  /** The least that the vendor said is left since the last draw. */
  said: BudgetReading | undefined;
  readonly #leases = new Map<Lane, Lease>();
  readonly #asking = new Map<Lane, number>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(id: string, limits: readonly RateLimit[]) {
    this.id = id;
    this.limits = limits;
  }

  /** Uses up one token that is at hand. */
  use(lane: Lane, now: number): boolean {
    const lease = this.#leases.get(lane);
    if (lease === undefined || lease.left < 1 || now >= lease.until) return false;
    lease.left -= 1;
    return true;
  }

  keep(lane: Lane, tokens: number, until: number): void {
    this.#leases.set(lane, { size: tokens, left: tokens, until });
  }

  /** Nothing that is at hand may be used any more. */
  drop(): void {
    this.#leases.clear();
  }

  /** How many tokens are worth asking for: as many as ask now, or twice the lease that was soon used up. */
  wanted(lane: Lane, now: number): number {
    const last = this.#leases.get(lane);
    const busy = last !== undefined && last.left === 0 && now < last.until;
    return Math.max(this.#asking.get(lane) ?? 1, busy ? last.size * 2 : 1);
  }

  /** Whoever draws in this worker does so one after the other: the next may find what it needs at hand. */
  async inTurn<Answer>(lane: Lane, draw: () => Promise<Answer>): Promise<Answer> {
    this.#asking.set(lane, (this.#asking.get(lane) ?? 0) + 1);
    const mine = this.#turn.then(draw);
    this.#turn = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      this.#asking.set(lane, (this.#asking.get(lane) ?? 1) - 1);
    }
  }
}
