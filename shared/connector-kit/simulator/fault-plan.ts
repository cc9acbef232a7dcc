import type { SimulatedResponse } from './exchange.ts';

/** Bad luck to come. Counts are used up; absent parts leave the luck as it is. */
export interface FaultPlan {
  /** So many next requests are refused as too many, with this `Retry-After`. */
  readonly tooMany?: { readonly count: number; readonly retryAfterSeconds: number };
  /** So many next requests fail with this status. */
  readonly fail?: { readonly count: number; readonly status: number };
  /** So many next answers are not what the vendor documents. */
  readonly garbage?: { readonly count: number; readonly body: string };
  /** Every answer waits this long. */
  readonly slowMs?: number;
}

export class FaultState {
  #plan: { -readonly [part in keyof FaultPlan]: FaultPlan[part] } = {};

  set(plan: FaultPlan): void {
    this.#plan = { ...this.#plan, ...plan };
  }

  /** The refusal that strikes instead of the vendor's answer. */
  async before(
    tooMany: (retryAfterSeconds: number) => SimulatedResponse,
  ): Promise<SimulatedResponse | undefined> {
    const { slowMs } = this.#plan;
    if (slowMs !== undefined && slowMs > 0) await new Promise((resume) => setTimeout(resume, slowMs));
    const refused = this.#use('tooMany');
    if (refused !== undefined) return tooMany(refused.retryAfterSeconds);
    const failed = this.#use('fail');
    return failed === undefined ? undefined : { status: failed.status, body: { message: 'planned failure' } };
  }

  after(response: SimulatedResponse): SimulatedResponse {
    const garbage = this.#use('garbage');
    return garbage === undefined ? response : { ...response, body: garbage.body };
  }

  #use<Part extends 'tooMany' | 'fail' | 'garbage'>(part: Part): FaultPlan[Part] {
    const planned = this.#plan[part];
    if (planned === undefined || planned.count <= 0) return undefined;
    this.#plan = { ...this.#plan, [part]: { ...planned, count: planned.count - 1 } };
    return planned;
  }
}
