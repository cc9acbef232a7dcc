/** One delivery to make: sent until the receiver answers 2xx, at most `tries` times. */
export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const pausesMs = [200, 1000, 5000, 15_000];

/** Sends deliveries in order per sender, again when they are refused or lost, as vendors do. */
export class WebhookSender {
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;
  readonly outcomes: { readonly url: string; readonly status: number }[] = [];

  send(delivery: Delivery): void {
    this.#queue = this.#queue.then(() => this.#deliver(delivery));
  }

  /** When everything handed over so far was delivered or given up. */
  idle(): Promise<unknown> {
    return this.#queue;
  }

  async #deliver(delivery: Delivery): Promise<void> {
    for (const pauseMs of [0, ...pausesMs]) {
      if (this.#closed) return;
      if (pauseMs > 0) await new Promise((resume) => setTimeout(resume, pauseMs));
      const status = await post(delivery);
      this.outcomes.push({ url: delivery.url, status });
      if (status >= 200 && status < 300) return;
      if (status >= 400 && status < 500 && status !== 429) return;
    }
  }

  close(): void {
    this.#closed = true;
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
