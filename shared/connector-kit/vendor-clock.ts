/** How far a vendor's clock is ahead of ours, and within how much that is certain, in milliseconds. */
export interface ClockReading {
  readonly offsetMs: number;
  readonly uncertaintyMs: number;
}

/** A vendor that never said its time may be this far off. */
const unknown: ClockReading = { offsetMs: 0, uncertaintyMs: 30_000 };
/** The `Date` header counts whole seconds (RFC 9110 §6.6.1): its moment lies in the middle of one. */
const halfSecond = 500;
const leastUncertaintyMs = 1000;

/** Learns the vendor's clock from the `Date` of its answers; the quickest answer of late tells most. */
export class VendorClock {
  #best: { readonly reading: ClockReading; readonly at: number } | undefined;

  observe(dateHeader: string | undefined, sentAt: Date, answeredAt: Date): void {
    const date = dateHeader === undefined ? Number.NaN : Date.parse(dateHeader);
    if (Number.isNaN(date)) return;
    const [from, to] = [sentAt.getTime(), answeredAt.getTime()];
    const reading = {
      offsetMs: date + halfSecond - (from + to) / 2,
      uncertaintyMs: Math.max(leastUncertaintyMs, halfSecond + (to - from) / 2),
    };
    const stale = this.#best === undefined || to - this.#best.at > 600_000;
    if (stale || reading.uncertaintyMs <= (this.#best?.reading.uncertaintyMs ?? 0))
      this.#best = { reading, at: to };
  }

  get reading(): ClockReading {
    return this.#best?.reading ?? unknown;
  }
}
