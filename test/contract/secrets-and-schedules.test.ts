import { createServer, type Server } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Scheduler } from '../../infra/local/scheduler/scheduler.ts';
import { SecretsManager } from '../../infra/local/secrets-manager/secrets-manager.ts';
import { AwsError } from '../../infra/local/wire/aws-error.ts';
import { schedulerClient } from '../../shared/adapters/scheduler/client.ts';
import { eventBridgeSchedules } from '../../shared/adapters/scheduler/schedules.ts';
import { secretsManagerClient } from '../../shared/adapters/secrets-manager/client.ts';
import { secretsManagerStore } from '../../shared/adapters/secrets-manager/secret-store.ts';
import { schedulesContract } from './suites/schedules.ts';
import { secretStoreContract } from './suites/secret-store.ts';
import { awsCompatibleEndpoint, pointSdkAt } from './support/endpoint.ts';
import { listenOnLoopback, readBody } from './support/wire.ts';

const db = new DatabaseSync(':memory:');
const secrets = new SecretsManager(db, 'arn:aws:secretsmanager:local:000000000000:secret:');
const scheduler = new Scheduler(db, async () => undefined);
scheduler.defineGroup('integrations');
let server: Server | undefined;

beforeAll(async () => {
  server = createServer((request, response) => {
    void readBody(request).then((body) => {
      try {
        response.end(
          JSON.stringify(answer(request.method ?? 'GET', request.url ?? '/', request.headers, body)),
        );
      } catch (error) {
        const known = error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500);
        response.writeHead(known.status, { 'x-amzn-errortype': known.code });
        response.end(JSON.stringify({ __type: known.code, message: known.message }));
      }
    });
  });
  pointSdkAt(awsCompatibleEndpoint() ?? (await listenOnLoopback(server)));
});
afterAll(() => {
  server?.close();
  server?.closeAllConnections();
  db.close();
});

function answer(
  method: string,
  path: string,
  headers: { readonly [name: string]: unknown },
  body: string,
): unknown {
  const input: unknown = body === '' ? {} : JSON.parse(body);
  const [target = '', operation = ''] = String(headers['x-amz-target'] ?? '').split('.');
  if (target === 'secretsmanager') return secrets.call(operation, input);
  const url = new URL(path, 'http://local');
  return scheduler.call(method, decodeURIComponent(url.pathname), url.searchParams, input) ?? {};
}

for (const cacheSeconds of [0, 300]) {
  secretStoreContract(`Secrets Manager with ${cacheSeconds} s of cache`, () =>
    secretsManagerStore(secretsManagerClient(), {
      prefix: 'britepool/test/integrations/',
      cacheSeconds,
      now: () => 0,
    }),
  );
}

test('credentials that another worker replaced are seen at once by whoever asks for them fresh', async () => {
  const worker = () =>
    secretsManagerStore(secretsManagerClient(), {
      prefix: 'britepool/test/integrations/',
      cacheSeconds: 300,
      now: () => 0,
    });
  const [mine, theirs] = [worker(), worker()];
  await mine.saveCredentials('int-shared', { accessToken: 'old' });
  expect(await theirs.credentials('int-shared')).toEqual({ accessToken: 'old' });
  await mine.saveCredentials('int-shared', { accessToken: 'new' });
  expect(await theirs.credentials('int-shared')).toEqual({ accessToken: 'old' });
  expect(await theirs.credentials('int-shared', 'fresh')).toEqual({ accessToken: 'new' });
  expect(await theirs.credentials('int-shared')).toEqual({ accessToken: 'new' });
});

schedulesContract('EventBridge Scheduler', () => ({
  spoil: (id) => {
    const found = scheduler.find('integrations', id);
    scheduler.define(id, { ...found?.body, ScheduleExpression: 'rate(1 day)' });
  },
  schedules: eventBridgeSchedules(schedulerClient(), {
    group: 'integrations',
    queueArn: 'arn:aws:sqs:local:000000000000:jobs.fifo',
    roleArn: 'arn:aws:iam::000000000000:role/scheduler',
    timeZone: 'Europe/Berlin',
  }),
}));
