import type { SimulatedResponse } from './exchange.ts';

/** Bad luck to come. Counts are used up; absent parts leave the luck as it is. */
export interface FaultPlan {
  /** So many next requests are refused as too many, with this `Retry-After`. */
  readonly tooMany?: { readonly count: number; readonly retryAfterSeconds: number };
  /** From now on, for so many seconds, every request is refused as too many; `Retry-After` says how long it still lasts. */
  readonly closedSeconds?: number;
  /** So many next requests fail with this status. */
  readonly fail?: { readonly count: number; readonly status: number };
  /** So many next answers are not what the vendor documents. */
  readonly garbage?: { readonly count: number; readonly body: string };
  /** So many next writes are carried out, and their answers are lost on the way: the client sees a 502. */
  readonly lost?: { readonly count: number };
  /** Every answer waits this long. */
  readonly slowMs?: number;
  /** Every request fails with 503 until it is `false` again. */
  readonly down?: boolean;
  /** This share of requests (0–1) fails with 502, in an order that the seed fixes. */
  readonly unlucky?: { readonly share: number; readonly seed: number };
  /** Requests whose path ends so fail with this status, however often they come. */
  readonly broken?: { readonly path: string; readonly status: number } | null;
}

export class FaultState {
  #plan: { -readonly [part in keyof FaultPlan]: FaultPlan[part] } = {};
  #drawn = 0;
  #closedUntil = 0;
  /** Requests that were refused as too many. */
  refused = 0;

  set(plan: FaultPlan): void {
    this.#plan = { ...this.#plan, ...plan };
    if (plan.closedSeconds !== undefined) this.#closedUntil = Date.now() + plan.closedSeconds * 1000;
  }

  /** The refusal that strikes instead of the vendor's answer. */
  async before(
    path: string,
    tooMany: (retryAfterSeconds: number) => SimulatedResponse,
  ): Promise<SimulatedResponse | undefined> {
    const { slowMs, down, unlucky, broken } = this.#plan;
    if (slowMs !== undefined && slowMs > 0) await new Promise((resume) => setTimeout(resume, slowMs));
    if (down === true) return failure(503);
    if (broken && path.endsWith(broken.path)) return failure(broken.status);
    if (unlucky !== undefined && this.#draw(unlucky.seed) < unlucky.share) return failure(502);
    const left = Math.ceil((this.#closedUntil - Date.now()) / 1000);
    const wait = left > 0 ? left : this.#use('tooMany')?.retryAfterSeconds;
    if (wait !== undefined) {
      this.refused++;
      return tooMany(wait);
    }
    const failed = this.#use('fail');
    return failed === undefined ? undefined : failure(failed.status);
  }

  after(isWrite: boolean, response: SimulatedResponse): SimulatedResponse {
    if (isWrite && this.#use('lost') !== undefined) return failure(502);
    const garbage = this.#use('garbage');
    return garbage === undefined ? response : { ...response, body: garbage.body };
  }

  /** A number in [0, 1): the n-th draw of a seed is always the same. */
  #draw(seed: number): number {
    let mixed = (seed * 0x9e3779b1 + this.#drawn++ * 0x85ebca6b) | 0;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
  }

  #use<Part extends 'tooMany' | 'fail' | 'garbage' | 'lost'>(part: Part): FaultPlan[Part] {
    const planned = this.#plan[part];
    if (planned === undefined || planned.count <= 0) return undefined;
    this.#plan = { ...this.#plan, [part]: { ...planned, count: planned.count - 1 } };
    return planned;
  }
}

const failure = (status: number): SimulatedResponse => ({ status, body: { message: 'planned failure' } });
