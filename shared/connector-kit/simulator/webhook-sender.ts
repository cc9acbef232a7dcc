import { setTimeout as pause } from 'node:timers/promises';

/** One delivery to make: sent until the receiver answers 2xx, at most `tries` times. */
export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const pausesMs = [200, 1000, 5000, 15_000];

/** First tries go out in order; what is refused or lost is tried again on its own, so that nobody waits behind it. */
export class WebhookSender {
  #queue: Promise<unknown> = Promise.resolve();
  readonly #retries = new Set<Promise<void>>();
  readonly #stopped = new AbortController();
  readonly outcomes: { readonly url: string; readonly status: number }[] = [];

  send(delivery: Delivery): void {
    this.#queue = this.#queue.then(async () => {
      if (await this.#attempt(delivery)) return;
      const retry = this.#again(delivery).finally(() => this.#retries.delete(retry));
      this.#retries.add(retry);
    });
  }

  /** When everything handed over so far was delivered or given up. */
  async idle(): Promise<void> {
    await this.#queue;
    await Promise.all(this.#retries);
  }

  async #again(delivery: Delivery): Promise<void> {
    for (const pauseMs of pausesMs) {
      await pause(pauseMs, undefined, { signal: this.#stopped.signal, ref: false }).catch(() => undefined);
      if (this.#stopped.signal.aborted || (await this.#attempt(delivery))) return;
    }
  }

  /** Whether the receiver has it, or wants no more of it (410). */
  async #attempt(delivery: Delivery): Promise<boolean> {
    const status = await post(delivery);
    this.outcomes.push({ url: delivery.url, status });
    return (status >= 200 && status < 300) || status === 410;
  }

  close(): void {
    this.#stopped.abort();
  }
}

export async function post({ url, headers, body }: Delivery): Promise<number> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
