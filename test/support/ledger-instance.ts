import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { genericIntegration } from '../practice-world/integrations.ts';
import { createdShape, finished, until } from './api.ts';
import { Instance } from './instance.ts';
import { SchedulerOperator } from './schedule.ts';

const vendorShape = z.object({
  baseUrl: z.string(),
  controlUrl: z.string(),
  credentials: z.object({ token: z.string() }),
  settings: z.record(z.string(), z.unknown()),
});
const readyShape = z.looseObject({ awsUrl: z.string() });
const count = z.int();
const ledgerShape = z.looseObject({
  checkedAt: z.nullable(z.string()),
  totals: z.object({
    ...{ received: count, inFlight: count, missing: count },
    ended: z.record(z.string(), count),
  }),
  missing: z.array(z.looseObject({ logId: z.string(), recordId: z.nullable(z.string()) })),
});
export type LedgerFigures = z.output<typeof ledgerShape>;

const local = { region: 'local', credentials: { accessKeyId: 'operator', secretAccessKey: 'local' } };

/** The local runtime as a process of its own that can be killed, with one connected system on a thread of its own. */
export async function ledgerInstance(tasks: number) {
  const thread = new Worker(new URL('../../bench/support/vendor-thread.ts', import.meta.url), {
    workerData: { tasks, members: 0 },
  });
  const [addresses] = await once(thread, 'message');
  const vendor = vendorShape.parse(addresses);
  const instance = new Instance({ environment: { RETRY_TIME_SCALE: '0.02' } });
  let ready = await instance.start(180_000);
  const created = await instance
    .user(ready)
    .call('POST', '/api/admin/integrations', createdShape, genericIntegration(vendor, 'Counted'));
  await finished(instance.user(ready), created.jobId, 300_000);
  const { id } = created.integration;
  const put = async (method: 'PATCH' | 'PUT', path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${vendor.controlUrl}${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The stand-in answered ${response.status} to ${path}.`);
  };
  const api = () => instance.user(ready);
  const ledger = () => api().call('GET', `/api/admin/integrations/${id}/ledger`, ledgerShape);
  return {
    ...{ instance, integration: created.integration, api, ledger },
    edit: (task: string, values: object) => put('PATCH', `/tasks/${task}`, values),
    faults: (plan: object) => put('PUT', '/faults', plan),
    /** Kills everything without a word; `between` is done to what lies on the disk. */
    async kill(between: () => void = () => undefined): Promise<void> {
      await instance.kill();
      between();
      ready = await instance.start(180_000);
    },
    /** Fires the schedule of the check now; the account after it. */
    async check(): Promise<LedgerFigures> {
      const before = (await ledger()).checkedAt;
      const operator = new SchedulerOperator(readyShape.parse(ready).awsUrl);
      const name = await operator.nameOfFixed('check-ledger');
      // On a busy machine calls take seconds.
      await operator.bringForward('default', name, new Date(Date.now() + 10_000));
      operator.close();
      return until(
        'the check',
        async () => {
          const now = await ledger();
          return now.checkedAt === before ? undefined : now;
        },
        { timeoutMs: 180_000, everyMs: 250 },
      );
    },
    /** Until no queue of changes holds a message. */
    async drained(timeoutMs: number): Promise<void> {
      const endpoint = readyShape.parse(ready).awsUrl;
      const client = new SQSClient({ ...local, endpoint });
      const names = ['britepool-dev-changes.fifo', 'britepool-dev-changes-dlq.fifo'];
      const empty = async () => {
        const answers = await Promise.all(
          names.map((name) =>
            client.send(
              new GetQueueAttributesCommand({
                QueueUrl: `${endpoint}/000000000000/${name}`,
                AttributeNames: ['All'],
              }),
            ),
          ),
        );
        const held = answers.flatMap(({ Attributes = {} }) =>
          Object.entries(Attributes).filter(([key, value]) => key.startsWith('Approx') && value !== '0'),
        );
        return held.length === 0 || undefined;
      };
      await until('the queues to drain', empty, { timeoutMs, everyMs: 500 });
      client.destroy();
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await instance.dispose();
      const ended = once(thread, 'exit');
      thread.postMessage('close');
      await ended;
    },
  };
}

const bodyShape = z.looseObject({ logId: z.string(), recordId: z.string(), receivedAt: z.string() });
export type TakenOut = z.output<typeof bodyShape>;

/** Deletes the oldest message that waits on the changes queue from the disk of an instance that does not run. */
export function takeOut(dataDir: string): TakenOut {
  const db = new DatabaseSync(join(dataDir, 'aws.db'));
  try {
    const row = db
      .prepare(
        "SELECT seq, body FROM message WHERE queue LIKE '%changes.fifo' AND receives=0 ORDER BY seq LIMIT 1",
      )
      .get();
    if (row === undefined) throw new Error('No message waits: nothing can be taken out.');
    db.prepare('DELETE FROM message WHERE seq=?').run(Number(row.seq));
    return bodyShape.parse(JSON.parse(String(row.body)));
  } finally {
    db.close();
  }
}
