import { createServer, type Server } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll } from 'vitest';
import * as z from 'zod';
import { changeSchema, jobMessageSchema } from '../../functions/runtime/queue/schemas.ts';
import { Sqs } from '../../infra/local/sqs/sqs.ts';
import { callSqs } from '../../infra/local/sqs/sqs-wire.ts';
import { sha256Hasher } from '../../shared/adapters/platform/system.ts';
import { sqsChangeQueue } from '../../shared/adapters/sqs/change-queue.ts';
import { sqsClient } from '../../shared/adapters/sqs/client.ts';
import { sqsJobQueue } from '../../shared/adapters/sqs/job-queue.ts';
import { changeQueueContract } from './suites/change-queue.ts';
import { jobQueueContract } from './suites/job-queue.ts';
import { fresh } from './support/samples.ts';
import { listenOnLoopback, readBody } from './support/wire.ts';

const db = new DatabaseSync(':memory:');
let now = Date.parse('2026-03-01T10:00:00.000Z');
const sqs = new Sqs(db, () => now);
let reachable = true;
let server: Server | undefined;
let url = '';

beforeAll(async () => {
  process.env.AWS_REGION = 'local';
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  process.env.AWS_MAX_ATTEMPTS = '1';
  server = createServer((request, response) => {
    if (!reachable) return void request.destroy();
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    void readBody(request)
      .then((body) =>
        callSqs(sqs, operation, JSON.parse(body), { signal: new AbortController().signal, origin: url }),
      )
      .then((answer) => response.end(JSON.stringify(answer)))
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  url = await listenOnLoopback(server);
  process.env.AWS_ENDPOINT_URL = url;
});
afterEach(() => {
  reachable = true;
});
afterAll(() => {
  server?.close();
  server?.closeAllConnections();
  db.close();
});

function defineQueue(): string {
  const name = `${fresh('queue')}.fifo`;
  sqs.define({
    name,
    fifo: true,
    visibilitySeconds: 30,
    retentionSeconds: 86_400,
    perGroupDeduplication: true,
    redrive: undefined,
  });
  return name;
}

/** Receives and deletes until nothing comes any more. */
async function drain<Message>(name: string, schema: z.ZodType<Message>): Promise<readonly Message[]> {
  const all: Message[] = [];
  for (;;) {
    const rows = await sqs.receive(name, { max: 10, waitSeconds: 0 });
    if (rows.length === 0) return all;
    for (const row of rows) {
      all.push(schema.parse(JSON.parse(row.body)));
      sqs.remove(name, z.string().parse(row.receipt));
    }
  }
}

changeQueueContract('SQS', () => {
  const name = defineQueue();
  return {
    queue: sqsChangeQueue(sqsClient(), `${url}/000000000000/${name}`, sha256Hasher, () => undefined),
    takeAll: () => drain(name, changeSchema),
    passSeconds: (seconds) => {
      now += seconds * 1000;
    },
    breakDown: () => {
      reachable = false;
    },
  };
});

jobQueueContract('SQS', () => {
  const name = defineQueue();
  return {
    queue: sqsJobQueue(sqsClient(), `${url}/000000000000/${name}`, () => fresh('nonce')),
    takeAll: () => drain(name, jobMessageSchema),
  };
});
