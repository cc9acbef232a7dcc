import * as z from 'zod';

export interface FaultPlan {
  /** Share of DynamoDB and SQS calls answered with throttling, 0–1. */
  readonly throttling: number;
  /** Share of conditional DynamoDB writes answered as if somebody had been faster, 0–1. */
  readonly lostRaces: number;
  /** Share of SQS deliveries that are handed to the worker twice, 0–1. */
  readonly duplicateDeliveries: number;
}

export const noFaults: FaultPlan = { throttling: 0, lostRaces: 0, duplicateDeliveries: 0 };

const share = z.coerce.number().min(0).max(1);
const planShape = z.strictObject({
  throttling: share.default(0),
  lostRaces: share.default(0),
  duplicateDeliveries: share.default(0),
});

/** Reads `throttling=0.1,lostRaces=0.05`. Throws with the name of what is wrong. */
export function parseFaults(text: string): FaultPlan {
  const parts = text.split(',').filter((part) => part.trim() !== '');
  const parsed = planShape.safeParse(
    Object.fromEntries(parts.map((part) => part.split('=').map((word) => word.trim()))),
  );
  if (parsed.success) return parsed.data;
  throw new Error(`FAULTS cannot be read: ${z.prettifyError(parsed.error)}`);
}

/** The one switch for bad luck. Seeded, so that a run can be repeated. */
export class Faults {
  plan: FaultPlan = noFaults;
  #state: number;

  constructor(seed = 1) {
    this.#state = seed;
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
