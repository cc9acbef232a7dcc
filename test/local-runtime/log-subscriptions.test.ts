import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { matcherOf } from '../../infra/local/logs/filter-pattern.ts';
import { LogSubscriptions } from '../../infra/local/logs/subscriptions.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const event = z.object({ awslogs: z.object({ data: z.string() }) });
const batch = z.object({
  messageType: z.literal('DATA_MESSAGE'),
  logGroup: z.string(),
  subscriptionFilters: z.array(z.string()),
  logEvents: z.array(z.object({ id: z.string(), timestamp: z.number(), message: z.string() })),
});
const opened = (data: unknown) =>
  batch.parse(JSON.parse(gunzipSync(Buffer.from(event.parse(data).awslogs.data, 'base64')).toString('utf8')));

const target = 'arn:aws:lambda:local:000000000000:function:keeper';
const filter = (id: string, LogGroupName = 'door') => ({
  ...{ stack: 's', id, type: 'AWS::Logs::SubscriptionFilter', physicalName: id, metadata: undefined },
  properties: { LogGroupName, DestinationArn: target, FilterPattern: '{ $.message = "Received" }' },
});
const line = (n: number) => JSON.stringify({ message: 'Received', n });

function aDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'britepool-logs-'));
  folders.push(folder);
  return join(folder, 'aws.db');
}

function started(file: string, invoke: (data: unknown) => Promise<unknown>) {
  const db = new DatabaseSync(file);
  const logs = new LogSubscriptions({
    ...{ db, resources: [filter('Receipts')], functions: new Map([[target, { invoke }]]) },
    ...{ report: () => undefined, now: () => 1000 },
  });
  return {
    logs,
    async end() {
      await logs.stop();
      db.close();
    },
  };
}

describe('a subscription to a log group', () => {
  it('gets the lines that match its filter, in order, packed as CloudWatch Logs packs them', async () => {
    const got: unknown[] = [];
    const { logs, end } = started(aDisk(), async (data) => got.push(data));
    logs.take('door', line(1));
    logs.take('door', 'plain text about "Received"');
    logs.take('door', JSON.stringify({ message: 'Sent', note: 'Received' }));
    logs.take('other', line(9));
    logs.take('door', line(2));
    await vi.waitFor(() => expect(got).toHaveLength(1));
    const { logEvents, ...rest } = opened(got[0]);
    expect(rest).toMatchObject({ logGroup: 'door', subscriptionFilters: ['Receipts'] });
    expect(logEvents.map(({ message }) => message)).toEqual([line(1), line(2)]);
    await end();
  });

  it('gets a batch again, with the same ids, when its function failed or the machine died meanwhile', async () => {
    const file = aDisk();
    const first: unknown[] = [];
    const before = started(file, async (data) => {
      first.push(data);
      throw new Error('The keeper is ill.');
    });
    before.logs.take('door', line(1));
    await vi.waitFor(() => expect(first).toHaveLength(1));
    await before.end();
    const second: unknown[] = [];
    const after = started(file, async (data) => second.push(data));
    await vi.waitFor(() => expect(second).toHaveLength(1));
    expect(opened(second[0]).logEvents).toEqual(opened(first[0]).logEvents);
    await after.end();
    const third: unknown[] = [];
    const last = started(file, async (data) => third.push(data));
    last.logs.take('door', line(2));
    await vi.waitFor(() => expect(third).toHaveLength(1));
    expect(opened(third[0]).logEvents.map(({ message }) => message)).toEqual([line(2)]);
    await last.end();
  });

  it('takes no line when everything is closed, and does not mind', async () => {
    const { logs, end } = started(aDisk(), async () => undefined);
    await end();
    expect(() => logs.take('door', line(1))).not.toThrow();
  });

  it('that names no function of the stacks, or a filter of another kind, does not start', () => {
    const db = new DatabaseSync(':memory:');
    const options = { db, resources: [filter('Receipts')], functions: new Map(), report: () => undefined };
    expect(() => new LogSubscriptions(options)).toThrow('names no function');
    expect(() => matcherOf('[ip, user]')).toThrow('filter-pattern.ts');
    db.close();
  });
});
