export interface FaultPlan {
  /** Share of DynamoDB and SQS calls answered with throttling, 0–1. */
  readonly throttling: number;
  /** Share of conditional DynamoDB writes answered as if somebody had been faster, 0–1. */
  readonly lostRaces: number;
  /** Share of SQS deliveries that are handed to the worker twice, 0–1. */
  readonly duplicateDeliveries: number;
}

export const noFaults: FaultPlan = { throttling: 0, lostRaces: 0, duplicateDeliveries: 0 };

/** The one switch for bad luck. Seeded, so that a run can be repeated. */
export class Faults {
  plan: FaultPlan = noFaults;
  #state: number;

  constructor(seed = 1) {
    this.#state = seed;
  }

  get active(): boolean {
    return this.plan.throttling > 0 || this.plan.lostRaces > 0;
  }

  strikes(kind: keyof FaultPlan): boolean {
    const share = this.plan[kind];
    return share > 0 && this.#random() < share;
  }

  /** Mulberry32. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
}
