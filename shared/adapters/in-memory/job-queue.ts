import type { JobQueue } from '../../application/ports.ts';
import type { JobMessage } from '../../domain/job.ts';

/** jobs.fifo in this process: a schedule's message is swallowed when it comes twice, a page's never. */
export class MemoryJobQueue implements JobQueue {
  readonly #due = new Set<string>();
  #waiting: JobMessage[] = [];

  async send(message: JobMessage): Promise<void> {
    if (message.kind === 'due') {
      const key = JSON.stringify([message.integrationId, message.scheduledFor]);
      if (this.#due.has(key)) return;
      this.#due.add(key);
    }
    this.#waiting.push(message);
  }

  /** Everything that waits, oldest first; nothing waits afterwards. */
  takeAll(): readonly JobMessage[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }
}
