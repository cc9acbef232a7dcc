const [most, windowMs] = [100, 10_000];
const [mostSearches, searchMs] = [5, 1000];
const mostToday = 250_000;

/** Requests of the last ten seconds, and searches of the last one, by the simulated clock. */
export class Limits {
  readonly #now: () => Date;
  #requests: number[] = [];
  #searches: number[] = [];
  #today = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The limit that this request breaks. */
  broken(isSearch: boolean): string | undefined {
    const at = this.#now().getTime();
    this.#requests = this.#requests.filter((time) => time > at - windowMs);
    this.#searches = this.#searches.filter((time) => time > at - searchMs);
    if (this.#requests.length >= most) return 'TEN_SECONDLY_ROLLING';
    if (isSearch && this.#searches.length >= mostSearches) return 'SECONDLY';
    this.#requests.push(at);
    if (isSearch) this.#searches.push(at);
    this.#today++;
    return undefined;
  }

  headers(): Readonly<Record<string, string>> {
    return {
      'x-hubspot-ratelimit-max': String(most),
      'x-hubspot-ratelimit-remaining': String(most - this.#requests.length),
      'x-hubspot-ratelimit-interval-milliseconds': String(windowMs),
      'x-hubspot-ratelimit-daily': String(mostToday),
      'x-hubspot-ratelimit-daily-remaining': String(mostToday - this.#today),
    };
  }
}
