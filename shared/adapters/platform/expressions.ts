import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import type { Expressions } from '../../application/ports.ts';
import { FaultError } from '../../domain/fault.ts';
import type { FieldValue } from '../../domain/values.ts';
import { type ExpressionRequest, expressionRole } from './expression-worker.ts';

/** The evaluation stops itself after 250 ms; this ends what does not look at the clock, e.g. a regular expression. */
const longestMs = 1000;
const longestStartMs = 10_000;
const longestExpression = 4000;
const memory = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 };

const message = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ id: z.int(), result: z.string() }),
  z.object({ id: z.int(), failed: z.string() }),
]);
type Message = z.output<typeof message>;
const json: z.ZodType<FieldValue> = z.json();

/** One thread, one expression at a time: whatever an expression does, it is ended and the next gets a new thread. */
class Evaluator {
  #worker: Worker | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #last = 0;

  run(expression: string, input?: FieldValue): Promise<string> {
    const next = this.#queue.then(() => this.#ask(expression, input));
    this.#queue = next.catch(() => undefined);
    return next;
  }

  async #ask(expression: string, input?: FieldValue): Promise<string> {
    if (expression.length > longestExpression) throw new Error('it is too long');
    const worker = this.#worker ?? (await this.#start());
    const text = input === undefined ? {} : { input: JSON.stringify(input) };
    const request: ExpressionRequest = { id: ++this.#last, expression, ...text };
    worker.ref();
    worker.postMessage(request);
    try {
      const answer = await this.#next(worker, longestMs, 'it takes too long');
      if ('result' in answer) return answer.result;
      throw new Error('failed' in answer ? answer.failed : 'it was not answered');
    } finally {
      worker.unref();
    }
  }

  async #start(): Promise<Worker> {
    const workerData = { role: expressionRole };
    const worker = new Worker(new URL(import.meta.url), { workerData, resourceLimits: memory });
    await this.#next(worker, longestStartMs, 'expressions cannot be evaluated here');
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  #next(worker: Worker, withinMs: number, late: string): Promise<Message> {
    return new Promise((resolve, reject) => {
      const end = (why: string) => {
        this.#worker = undefined;
        settle();
        // A thread that is ended may still report how it died.
        worker.on('error', () => undefined);
        void worker.terminate();
        reject(new Error(why));
      };
      const timer = setTimeout(() => end(late), withinMs);
      const heard = (raw: unknown) => {
        settle();
        resolve(message.parse(raw));
      };
      const died = (error: unknown) =>
        end(
          error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? 'it needs too much memory'
            : `it ended its thread (${error instanceof Error ? error.message : String(error)})`,
        );
      const settle = () => {
        clearTimeout(timer);
        worker.off('message', heard).off('error', died).off('exit', died);
      };
      worker.once('message', heard).once('error', died).once('exit', died);
    });
  }
}

const evaluator = new Evaluator();
const why = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const shown = (expression: string): string =>
  expression.length <= 80 ? expression : `${expression.slice(0, 79)}…`;

/** JSONata in a thread of its own, bounded in time, depth, memory and size. Throws `rejected` in words. */
export const jsonataExpressions: Expressions = {
  async evaluate(expression, input) {
    try {
      return json.parse(JSON.parse(await evaluator.run(expression, input)));
    } catch (error) {
      const reason = `The expression "${shown(expression)}" failed: ${why(error)}.`;
      throw new FaultError({ kind: 'rejected', message: reason });
    }
  },
  async mistake(expression) {
    try {
      await evaluator.run(expression);
      return undefined;
    } catch (error) {
      return why(error);
    }
  },
};
