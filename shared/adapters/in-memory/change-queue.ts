import type { ChangeQueue, Clock } from '../../application/ports.ts';
import { type Change, groupOf } from '../../domain/change.ts';
import { copy } from './memory.ts';

const deduplicationMs = 300_000;

/** changes.fifo in this process: a delivery repeated within five minutes is swallowed, order is kept. */
export class MemoryChangeQueue implements ChangeQueue {
  /** Set to refuse every send, as a queue that cannot be reached. */
  unavailable: boolean = false;
  readonly #clock: Clock;
  readonly #seen = new Map<string, number>();
  #waiting: Change[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async send(changes: readonly Change[]): Promise<'accepted' | 'unavailable'> {
    if (this.unavailable) return 'unavailable';
    const now = Date.parse(this.#clock.now());
    for (const change of changes) {
      const key = JSON.stringify([change.deliveryKey, groupOf(change)]);
      if ((this.#seen.get(key) ?? Number.NEGATIVE_INFINITY) > now) continue;
      this.#seen.set(key, now + deduplicationMs);
      this.#waiting.push(copy(change));
    }
    return 'accepted';
  }

  /** Everything that waits, oldest first; nothing waits afterwards. */
  takeAll(): readonly Change[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }
}
