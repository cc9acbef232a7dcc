import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';

const figures = z.object({
  perSecond: z.number(),
  p50: z.number(),
  p99: z.number(),
  accepted: z.number(),
  refused: z.number(),
});
export type LoadFigures = z.output<typeof figures>;

/** Sends `amount` signed webhooks over `connections` from a process of its own. Rate per second, latencies in ms. */
export async function sendLoad(load: {
  readonly url: string;
  readonly secret: string;
  readonly connections: number;
  readonly amount: number;
  readonly ids?: readonly string[];
}): Promise<LoadFigures> {
  const program = join(import.meta.dirname, 'load.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(load)]);
  const answer = figures.parse(JSON.parse(stdout));
  if (answer.refused > 0) throw new Error(`${answer.refused} of ${load.amount} webhooks were not accepted.`);
  return answer;
}
