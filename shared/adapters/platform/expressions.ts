import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { Expressions } from '../../application/ports.ts';
import { FaultError } from '../../domain/fault.ts';
import type { FieldValue } from '../../domain/values.ts';
import type { ExpressionRequest } from './expression-child.ts';

/** The evaluation stops itself after 250 ms; this ends what does not look at the clock, e.g. a regular expression. */
const longestMs = 1000;
const longestStartMs = 10_000;
const longestExpression = 4000;
const memoryMb = 64;

const here = fileURLToPath(import.meta.url);
/** A file of its own beside this one, in the sources as in a function's package: only who evaluates loads JSONata. */
const program = fileURLToPath(new URL(`./expression-child${extname(here)}`, import.meta.url));

const message = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ id: z.int(), result: z.string() }),
  z.object({ id: z.int(), failed: z.string() }),
]);
type Message = z.output<typeof message>;
const json: z.ZodType<FieldValue> = z.json();

/** One process, one expression at a time: whatever an expression does, it is ended and the next gets a new process. */
class Evaluator {
  #child: ChildProcess | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #last = 0;

  run(expression: string, input?: FieldValue): Promise<string> {
    const next = this.#queue.then(() => this.#ask(expression, input));
    this.#queue = next.catch(() => undefined);
    return next;
  }

  async #ask(expression: string, input?: FieldValue): Promise<string> {
    if (expression.length > longestExpression) throw new Error('it is too long');
    const child = this.#child?.connected === true ? this.#child : await this.#start();
    const text = input === undefined ? {} : { input: JSON.stringify(input) };
    const request: ExpressionRequest = { id: ++this.#last, expression, ...text };
    const answer = await this.#hear(child, longestMs, 'it takes too long', () => child.send(request));
    if ('result' in answer) return answer.result;
    throw new Error('failed' in answer ? answer.failed : 'it was not answered');
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(program, {
      execArgv: [`--max-old-space-size=${memoryMb}`],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    await this.#hear(child, longestStartMs, 'expressions cannot be evaluated here');
    this.#child = child;
    return child;
  }

  /** The next thing that the process says; it keeps ours alive no longer than that. */
  #hear(child: ChildProcess, withinMs: number, late: string, ask = () => true): Promise<Message> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        child.off('message', heard).off('error', failed).off('exit', died);
        child.unref();
        child.channel?.unref();
      };
      const end = (why: string) => {
        this.#child = undefined;
        settle();
        child.kill('SIGKILL');
        reject(new Error(why));
      };
      const heard = (raw: unknown) => {
        settle();
        resolve(message.parse(raw));
      };
      const failed = (error: Error) => end(error.message);
      const died = () => end('it needs too much memory');
      const timer = setTimeout(() => end(late), withinMs);
      child.once('message', heard).once('error', failed).once('exit', died);
      child.ref();
      child.channel?.ref();
      ask();
    });
  }
}

const evaluator = new Evaluator();
const why = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const shown = (expression: string): string =>
  expression.length <= 80 ? expression : `${expression.slice(0, 79)}…`;

/** JSONata in a process of its own, bounded in time, depth, memory and size. Throws `rejected` in words. */
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
