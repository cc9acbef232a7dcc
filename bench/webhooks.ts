import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { until } from '../test/support/api.ts';
import { connected } from './support/connected.ts';
import { sendLoad } from './support/send-load.ts';

export const title =
  'accepted webhooks per second, beside a bare node:http server that verifies the same HMAC';

const loads = [
  { connections: 1, amount: 400 },
  { connections: 10, amount: 1500 },
  { connections: 50, amount: 1500 },
];
const port = z.looseObject({ port: z.number() });

export async function measure(): Promise<readonly string[]> {
  await using measured = await connected({ tasks: 50 });
  const { integration, stack, ids } = measured;
  const baseline = new Worker(new URL('support/baseline.ts', import.meta.url), {
    workerData: { secret: integration.webhookSecret },
  });
  const [address] = await once(baseline, 'message');
  const bare = `http://127.0.0.1:${port.parse(address).port}/`;
  const lines: string[] = [];
  for (const load of loads) {
    const common = { ...load, secret: integration.webhookSecret, ids };
    const theirs = await sendLoad({ ...common, url: bare });
    const ours = await sendLoad({ ...common, url: integration.webhookEndpoint });
    lines.push(
      `${String(load.connections).padStart(2)} connections: ${ours.perSecond.toFixed(0)}/s, p50 ${ours.p50} ms, p99 ${ours.p99} ms · baseline ${theirs.perSecond.toFixed(0)}/s, p50 ${theirs.p50} ms, p99 ${theirs.p99} ms · ratio ${(ours.perSecond / theirs.perSecond).toFixed(2)}`,
    );
  }
  await baseline.terminate();
  await until('the queue to drain', () => Promise.resolve(waiting(stack) === 0 || undefined), {
    timeoutMs: 300_000,
  });
  return lines;
}

const waiting = ({
  sqs,
}: {
  sqs: { queues: ReadonlyMap<string, unknown>; contents(name: string): readonly unknown[] };
}) => [...sqs.queues.keys()].reduce((sum, name) => sum + sqs.contents(name).length, 0);
