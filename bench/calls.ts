import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { until } from '../test/support/api.ts';
import { deliverUntilAccepted, signedDelivery } from '../test/support/vendor-webhooks.ts';
import { type Connected, connected } from './support/connected.ts';

export const title = 'AWS calls and DynamoDB capacity units per webhook event: applied, unchanged, duplicate';

const events = 100;

/** Exact figures: every call of every function is counted at the AWS endpoint of this machine. */
export async function measure(): Promise<readonly string[]> {
  await using measured = await connected({ tasks: events, record: true });
  const applied = await Promise.all(measured.ids.map((id) => measured.edit(id, `Counted ${id}`)));
  await warmUp(measured);
  const lines = [
    'applied:',
    ...(await count(
      measured,
      applied.map((data) => ({ event: 'task.updated', data })),
    )),
  ];
  const unchanged = applied.map((data) => ({ event: 'task.updated', data, again: 'a different delivery' }));
  lines.push('unchanged (another delivery of what is known):', ...(await count(measured, unchanged)));
  lines.push('duplicate within five minutes (the queue drops it):', ...(await count(measured, unchanged)));
  lines.push('duplicate later than that:', ...(await count(measured, unchanged, true)));
  return lines;
}

/** As if the five minutes had passed in which the queue itself remembers what it was sent. */
function forgetDeduplication({ stack }: Connected): void {
  const db = new DatabaseSync(join(stack.dataDir, 'aws.db'));
  db.exec('PRAGMA busy_timeout=5000; DELETE FROM deduplication');
  db.close();
}

/** Fills the caches of the workers, so that what is counted is the event and not the start. */
async function warmUp(measured: Connected): Promise<void> {
  const probes = Array.from({ length: 40 }, (_, at) => ({
    event: 'task.updated',
    data: { id: `none-${at}` },
  }));
  await deliver(measured, probes);
}

async function count(
  measured: Connected,
  payloads: readonly object[],
  forget = false,
): Promise<readonly string[]> {
  const { recorder } = measured.stack;
  if (forget) forgetDeduplication(measured);
  recorder.reset();
  await deliver(measured, payloads);
  const rows = recorder.rows().filter(({ caller }) => !/operator|unknown|local/.test(caller));
  const per = (value: number) => (value / payloads.length).toFixed(2);
  const own = (part: string) => rows.filter(({ caller }) => caller.includes(part));
  const sum = (list: typeof rows, of: (row: (typeof rows)[number]) => number) =>
    list.reduce((total, row) => total + of(row), 0);
  return [
    ...['receive-webhook', 'sync-records', 'publish-changes'].map((name) => {
      const calls = own(name).map(
        ({ service, operation, count: times }) => `${service} ${operation} ${per(times)}`,
      );
      return `  ${name}: ${per(sum(own(name), (row) => row.count))} calls (${calls.join(', ')}), ${per(sum(own(name), (row) => row.readUnits))} read and ${per(sum(own(name), (row) => row.writeUnits))} write units`;
    }),
    `  all: ${per(sum(rows, (row) => row.count))} calls, ${per(sum(rows, (row) => row.readUnits))} read units, ${per(sum(rows, (row) => row.writeUnits))} write units`,
  ];
}

async function deliver({ integration, stack }: Connected, payloads: readonly object[]): Promise<void> {
  for (const payload of payloads)
    await deliverUntilAccepted(
      integration.webhookEndpoint,
      signedDelivery(integration.webhookSecret, payload),
    );
  await until(
    'the queues to drain',
    () =>
      Promise.resolve(
        [...stack.sqs.queues.keys()].every((name) => stack.sqs.contents(name).length === 0) || undefined,
      ),
    { timeoutMs: 120_000 },
  );
}
