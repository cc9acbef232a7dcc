import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { failure } from './answers.ts';

export interface LimitOptions {
  readonly callsADay?: number;
  readonly complexityAMinute?: number;
}
const minuteMs = 60_000;
const callsAMinute = 1000;

/** Calls of the day (from midnight UTC) and of the minute, and what the minute’s questions weighed. */
export class Limits {
  readonly #callsADay: number;
  readonly #complexity: number;
  #recent: { readonly at: number; weight: number }[] = [];
  #day = '';
  #today = 0;

  constructor({ callsADay = 10_000, complexityAMinute = 10_000_000 }: LimitOptions) {
    this.#callsADay = callsADay;
    this.#complexity = complexityAMinute;
  }

  /** The refusal, or a function that is told what the answer weighed. */
  take(now: Date): SimulatedResponse | ((weight: number) => void) {
    const day = now.toISOString().slice(0, 10);
    if (day !== this.#day) [this.#day, this.#today] = [day, 0];
    this.#recent = this.#recent.filter(({ at }) => at > now.getTime() - minuteMs);
    const [oldest] = this.#recent;
    const wait = Math.max(1, Math.ceil(((oldest?.at ?? now.getTime()) + minuteMs - now.getTime()) / 1000));
    if (this.#today >= this.#callsADay)
      return refused('DAILY_LIMIT_EXCEEDED', 'Daily limit exceeded', secondsToMidnight(now));
    if (this.#recent.length >= callsAMinute)
      return refused('RATE_LIMIT_EXCEEDED', 'Rate Limit Exceeded.', wait);
    if (this.#weight() >= this.#complexity)
      return refused('COMPLEXITY_BUDGET_EXHAUSTED', 'Complexity budget exhausted', wait);
    this.#today++;
    const call = { at: now.getTime(), weight: 0 };
    this.#recent.push(call);
    return (weight) => {
      call.weight = weight;
    };
  }

  get headers(): Readonly<Record<string, string>> {
    const [left, weighs] = [callsAMinute - this.#recent.length, this.#complexity - this.#weight()];
    return {
      ratelimit: `"minuteRate";r=${left}, "concurrency";r=39, "complexityMinute";r=${Math.max(0, weighs)};t=60`,
    };
  }

  #weight(): number {
    return this.#recent.reduce((sum, { weight }) => sum + weight, 0);
  }
}

const secondsToMidnight = (now: Date): number =>
  Math.ceil((Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1) - now.getTime()) / 1000);

const refused = (code: string, message: string, seconds: number): SimulatedResponse => ({
  ...failure(429, code, message, { retry_in_seconds: seconds }),
  headers: { 'retry-after': String(seconds) },
});
