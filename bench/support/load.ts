import { createHmac, randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import * as z from 'zod';

// Child process: sends signed webhooks, every one different, and answers rate and latencies as one line of JSON.
const settings = z
  .object({
    url: z.string(),
    secret: z.string(),
    connections: z.int(),
    amount: z.int(),
    /** External ids in turn; none: every webhook is about a record of its own. */
    ids: z.array(z.string()).optional(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

let sent = 0;
const result = await autocannon({
  url: settings.url,
  connections: settings.connections,
  amount: settings.amount,
  setupClient: (client) => {
    client.setHeadersAndBody(...next());
    client.on('response', () => client.setHeadersAndBody(...next()));
  },
  method: 'POST',
});

function next(): [Record<string, string>, string] {
  const id = settings.ids?.[sent % settings.ids.length] ?? `bench-${sent}`;
  const body = JSON.stringify({
    event: 'task.updated',
    data: { id, name: `Edited ${id}`, note: randomUUID() },
  });
  sent++;
  const signature = createHmac('sha256', settings.secret).update(body).digest('hex');
  return [{ 'content-type': 'application/json', 'x-webhook-signature': signature }, body];
}

process.stdout.write(
  `${JSON.stringify({
    perSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    accepted: result['2xx'],
    refused: result.non2xx + result.errors,
  })}\n`,
);
