import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { isShown } from '../log-level.ts';

export interface FunctionSettings {
  readonly name: string;
  readonly arn: string;
  readonly file: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Workers at a time; further invocations wait. */
  readonly maxWorkers: number;
  /** Told of every line that the function writes, also of those that are not printed. */
  readonly onLine?: (line: string) => void;
}

const boot = new URL('./worker.mjs', import.meta.url);
const answer = z.union([
  z.object({ ready: z.literal(true), initMs: z.number() }),
  z.object({
    id: z.string(),
    error: z.object({ name: z.string(), message: z.string(), stack: z.string().optional() }),
  }),
  z.object({ id: z.string(), result: z.unknown() }),
]);

/** A Lambda function on worker threads: own environment, time-out, memory limit, one invocation per worker. */
export class LocalFunction {
  readonly settings: FunctionSettings;
  /** Milliseconds the newest worker took to load its module. */
  initMs = 0;
  #file: string;
  /** Workers started before the newest code; they end with what they are doing. */
  readonly #outdated = new WeakSet<Worker>();
  readonly #all = new Set<Worker>();
  #idle: Worker[] = [];
  readonly #waiting: (() => void)[] = [];

  constructor(settings: FunctionSettings) {
    this.settings = settings;
    this.#file = settings.file;
  }

  async invoke(event: unknown): Promise<unknown> {
    const worker = await this.#worker();
    try {
      return await this.#run(worker, event);
    } finally {
      this.#waiting.shift()?.();
    }
  }

  async #worker(): Promise<Worker> {
    for (;;) {
      const idle = this.#idle.pop();
      if (idle !== undefined) return idle;
      if (this.#all.size < this.settings.maxWorkers) return this.#start();
      await new Promise<void>((resume) => this.#waiting.push(resume));
    }
  }

  #start(): Worker {
    const { name, arn, memoryMb, environment, onLine } = this.settings;
    const worker = new Worker(boot, {
      stdout: onLine !== undefined,
      env: environment,
      workerData: { file: this.#file, name, arn, memory: memoryMb },
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    if (onLine !== undefined)
      createInterface({ input: worker.stdout }).on('line', (line) => {
        onLine(line);
        if (isShown(line, environment.LOG_LEVEL)) process.stdout.write(`${line}\n`);
      });
    this.#all.add(worker);
    worker.on('message', (message) => {
      const parsed = answer.parse(message);
      if ('ready' in parsed) this.initMs = parsed.initMs;
    });
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      this.#all.delete(worker);
      this.#idle = this.#idle.filter((other) => other !== worker);
      this.#waiting.shift()?.();
    });
    return worker;
  }

  #run(worker: Worker, event: unknown): Promise<unknown> {
    const id = randomUUID();
    const { timeoutSeconds, name } = this.settings;
    return new Promise((resolve, reject) => {
      const finish = (act: () => void) => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        act();
      };
      const timer = setTimeout(() => {
        finish(() =>
          reject(named('TimeoutError', `${name}: Task timed out after ${timeoutSeconds} seconds`)),
        );
        void worker.terminate();
      }, timeoutSeconds * 1000);
      const onMessage = (message: unknown) => {
        const parsed = answer.parse(message);
        if (!('id' in parsed) || parsed.id !== id) return;
        if (this.#outdated.has(worker)) void worker.terminate();
        else this.#idle.push(worker);
        finish(() =>
          'error' in parsed
            ? reject(named(parsed.error.name, parsed.error.message, parsed.error.stack))
            : resolve(parsed.result),
        );
      };
      const onError = (error: Error) => finish(() => reject(error));
      const onExit = (code: number) =>
        finish(() => reject(named('Runtime.ExitError', `${name} exited with status ${code}`)));
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage({ id, event, deadline: Date.now() + timeoutSeconds * 1000 });
    });
  }

  /** New code: idle workers end, busy ones finish on the old. */
  reload(file: string): void {
    this.#file = file;
    for (const worker of this.#all) this.#outdated.add(worker);
    for (const worker of this.#idle.splice(0)) void worker.terminate();
  }

  /** Heap in use, in bytes, of all execution environments together; one that just starts or ends has none. */
  async heapBytes(): Promise<number> {
    const heaps = [...this.#all].map((worker) =>
      worker.getHeapStatistics().then(
        ({ used_heap_size }) => used_heap_size,
        () => 0,
      ),
    );
    return (await Promise.all(heaps)).reduce((sum, heap) => sum + heap, 0);
  }

  /** Every execution environment ends at once, in the middle of what it does. Answers how many there were. */
  async crash(): Promise<number> {
    const workers = [...this.#all];
    await this.close();
    return workers.length;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }
}

const named = (name: string, message: string, stack?: string): Error =>
  Object.assign(new Error(message), { name }, stack === undefined ? {} : { stack });
