import type { Clock, Ids, Logger, Randomness } from '../../application/ports.ts';
import type { Instant } from '../../domain/values.ts';

/** A clock that stands still until it is moved. */
export class MemoryClock implements Clock {
  #now: number;

  constructor(start: Instant = '2026-03-01T10:00:00.000Z') {
    this.#now = Date.parse(start);
  }
  now(): Instant {
    return new Date(this.#now).toISOString();
  }
  pass(seconds: number): void {
    this.#now += seconds * 1000;
  }
}

/** Ids that rise and are the same in every run: `job_000001`. */
export function countingIds(): Ids {
  let last = 0;
  return { next: (prefix) => `${prefix}_${String(++last).padStart(6, '0')}` };
}

/** Values that are different each time and the same in every run: nothing for production. */
export function countingRandomness(): Randomness {
  let last = 0;
  return {
    secret: () => `whsec_${Buffer.from(String(++last).padStart(32, '0')).toString('base64')}`,
    nonce: () => `nonce-${String(++last).padStart(4, '0')}`,
  };
}

export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
