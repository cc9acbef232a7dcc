import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { sha256Hasher } from '../../shared/adapters/platform/system.ts';
import { sqsChangeQueue } from '../../shared/adapters/sqs/change-queue.ts';
import { sqsClient } from '../../shared/adapters/sqs/client.ts';
import { aChange } from './support/samples.ts';
import { listenOnLoopback } from './support/wire.ts';

test('a queue that never answers is unavailable, so that the sender can be told to come back', async () => {
  const silent = createServer(() => undefined);
  const url = await listenOnLoopback(silent);
  process.env.AWS_REGION = 'local';
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  process.env.AWS_ENDPOINT_URL_SQS = url;
  const client = sqsClient(50);
  try {
    const queue = sqsChangeQueue(client, `${url}/000000000000/changes.fifo`, sha256Hasher, () => undefined);
    expect(await queue.send([aChange()])).toBe('unavailable');
  } finally {
    client.destroy();
    silent.closeAllConnections();
    silent.close();
    delete process.env.AWS_ENDPOINT_URL_SQS;
  }
});
