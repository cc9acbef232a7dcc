import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { sha256Hasher } from '../../shared/adapters/platform/system.ts';
import { sqsChangeQueue } from '../../shared/adapters/sqs/change-queue.ts';
import { sqsClient } from '../../shared/adapters/sqs/client.ts';
import { aChange } from '../contract/support/samples.ts';
import { setEnvironment } from './environment.ts';

setEnvironment();
const trace = 'Root=1-65f0a1b2-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1';

afterEach(() => {
  delete process.env._X_AMZN_TRACE_ID;
  delete process.env.AWS_LAMBDA_FUNCTION_NAME;
});

/** An SQS that takes everything; answers the trace header that came with it. */
async function traceSeenBySqs(): Promise<string | undefined> {
  let seen: string | undefined;
  const server = createServer((request, response) => {
    seen = String(request.headers['x-amzn-trace-id']);
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end('{"Successful":[],"Failed":[]}');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  process.env.AWS_ENDPOINT_URL = origin;
  try {
    const queue = sqsChangeQueue(sqsClient(), `${origin}/1/changes.fifo`, sha256Hasher, () => undefined);
    expect(await queue.send([aChange()])).toBe('accepted');
    return seen;
  } finally {
    await new Promise((closed) => server.close(closed).closeAllConnections());
  }
}

describe('the trace of a delivery', () => {
  it('goes along with the message, so that the worker’s trace is linked to it', async () => {
    process.env.AWS_LAMBDA_FUNCTION_NAME = 'receive-webhook';
    process.env._X_AMZN_TRACE_ID = trace;
    expect(await traceSeenBySqs()).toBe(trace);
  });

  it('is none outside Lambda', async () => {
    expect(await traceSeenBySqs()).toBe('undefined');
  });
});
