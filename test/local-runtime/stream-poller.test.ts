import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { pollStream, type StreamPollerOptions } from '../../infra/local/event-sources/stream-poller.ts';
import { until } from '../support/api.ts';
import { functionMaker } from './functions.ts';
import { startTable } from './tables.ts';

let local: Awaited<ReturnType<typeof startTable>>;
let functions: ReturnType<typeof functionMaker>;
let db: DatabaseSync;
const stopping: (() => Promise<void>)[] = [];

beforeEach(async () => {
  local = await startTable();
  functions = functionMaker();
  db = new DatabaseSync(':memory:');
});
afterEach(async () => {
  for (const stop of stopping.splice(0)) await stop();
  await functions.close();
  await local.close();
  db.close();
});

const put = (pk: string) => local.documents.send(new PutCommand({ TableName: 'things', Item: { pk } }));
const lines = (): readonly string[] => {
  try {
    return readFileSync(join(local.folder, 'seen'), 'utf8').trim().split('\n');
  } catch {
    return [];
  }
};
/** Notes every key it is given, one line per record; `before` may fail the batch. */
const noting = (before = '') => `
  import { appendFileSync } from 'node:fs';
  let calls = 0;
  export const handler = async (event) => {
    calls++;
    const keys = event.Records.map(({ eventName, dynamodb }) => eventName + ' ' + dynamodb.Keys.pk.S);
    ${before}
    for (const key of keys) appendFileSync(${JSON.stringify(join(local.folder, 'seen'))}, key + '\\n');
  };`;

function poll(source: string, more: Partial<StreamPollerOptions> = {}) {
  const end = new AbortController();
  const lost: unknown[] = [];
  const running = pollStream(
    db,
    {
      ...{ id: 'publish', streamArn: local.streamArn, batchSize: 10, pauseMs: 5, backoffMs: 1 },
      engineUrl: () => local.engine.url,
      target: functions.make(source, { maxWorkers: 1 }),
      onRead: () => undefined,
      report: () => undefined,
      onFailure: (batch) => void lost.push(batch),
      ...more,
    },
    end.signal,
  );
  const stop = async () => {
    end.abort();
    await running;
  };
  stopping.push(stop);
  return { lost, stop };
}
const seen = (count: number) =>
  until(`${count} records`, async () => (lines().length >= count ? lines() : undefined));

describe('the stream of a table', () => {
  it('brings every write in order, with what the item was before', async () => {
    await put('a');
    await put('b');
    await local.documents.send(new DeleteCommand({ TableName: 'things', Key: { pk: 'a' } }));
    poll(noting());
    expect(await seen(3)).toEqual(['INSERT a', 'INSERT b', 'REMOVE a']);
  });

  it('goes on where it stopped', async () => {
    await put('a');
    const first = poll(noting());
    await seen(1);
    await first.stop();
    await put('b');
    poll(noting());
    expect(await seen(2)).toEqual(['INSERT a', 'INSERT b']);
  });

  it('repeats from the failed record on, and not what was done before it', async () => {
    for (const key of ['a', 'b', 'c']) await put(key);
    poll(
      noting(`if (calls === 1) {
        for (const key of keys.slice(0, 1)) appendFileSync(${JSON.stringify(join(local.folder, 'seen'))}, key + '\\n');
        return { batchItemFailures: [event.Records[2], event.Records[1]].map(({ dynamodb }) => ({ itemIdentifier: dynamodb.SequenceNumber })) };
      }`),
    );
    expect(await seen(3)).toEqual(['INSERT a', 'INSERT b', 'INSERT c']);
  });

  it('repeats a batch that broke as a whole', async () => {
    await put('a');
    poll(noting('if (calls < 4) throw new Error("not yet");'));
    expect(await seen(1)).toEqual(['INSERT a']);
  });

  it('sets a record aside after its tries and goes on with the others', async () => {
    for (const key of ['a', 'poison', 'b']) await put(key);
    const { lost } = poll(noting('if (keys.some((key) => key.includes("poison"))) throw new Error("no");'), {
      maximumRetryAttempts: 3,
      bisect: true,
    });
    expect(await seen(2)).toEqual(['INSERT a', 'INSERT b']);
    const batch = z.object({
      DDBStreamBatchInfo: z.looseObject({ batchSize: z.number(), streamArn: z.string() }),
    });
    expect(lost.map((each) => batch.parse(each).DDBStreamBatchInfo)).toEqual([
      expect.objectContaining({ batchSize: 1, streamArn: local.streamArn }),
    ]);
  });
});
