import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { tooMany } from './answers.ts';

/** Requests of a minute, counted from its first. https://developer.clickup.com/docs/rate-limits */
export class Limits {
  readonly #most: number;
  #until = 0;
  #used = 0;

  constructor(requestsAMinute: number) {
    this.#most = requestsAMinute;
  }

  /** The refusal of one request too many. */
  take(): SimulatedResponse | undefined {
    const now = Date.now();
    if (now >= this.#until) [this.#until, this.#used] = [now + 60_000, 0];
    this.#used++;
    return this.#used > this.#most ? tooMany(Math.ceil((this.#until - now) / 1000)) : undefined;
  }

  get headers(): Readonly<Record<string, string>> {
    return {
      'x-ratelimit-limit': String(this.#most),
      'x-ratelimit-remaining': String(Math.max(0, this.#most - this.#used)),
      'x-ratelimit-reset': String(Math.ceil(this.#until / 1000)),
    };
  }
}
