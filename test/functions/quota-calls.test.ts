import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { dynamoRateBuckets } from '../../shared/adapters/dynamodb/rate-buckets.ts';
import { MemoryClock } from '../../shared/adapters/in-memory/system.ts';
import { workerQuotas } from '../../shared/application/quotas/quota-for.ts';
import type { RateLimit } from '../../shared/domain/rate-limit.ts';
import { mockedClient } from '../support/mocked-client.ts';

const tables = mockedClient(DynamoDBDocumentClient);
beforeEach(() => {
  tables.reset();
  tables.on(PutCommand).resolves({});
  tables.on(GetCommand).resolves({});
});

/** Sends so many requests one after the other; answers how many calls of AWS that took. */
async function callsFor(requests: number, limits: readonly RateLimit[], everyMs: number): Promise<number> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' }));
  const names = { records: 'records', sync: 'sync', activity: 'activity' };
  const clock = new MemoryClock();
  const quota = workerQuotas({
    ...{ rateBuckets: dynamoRateBuckets({ client, ...names }), clock },
    ...{ pause: async () => undefined, patienceMs: () => 0 },
  }).of(limits, async () => 'account');
  for (let sent = 0; sent < requests; sent++) {
    await quota.take('live', {});
    clock.pass(everyMs / 1000);
  }
  return tables.calls().length;
}

describe('the budget costs a busy worker', () => {
  it('one call for ten requests where the system allows many', async () => {
    expect(await callsFor(1000, [{ requests: 1000, seconds: 10 }], 20)).toBeLessThanOrEqual(104);
  });

  it('one call for what two seconds bring where it allows few', async () => {
    expect(await callsFor(100, [{ requests: 150, seconds: 60 }], 450)).toBeLessThanOrEqual(40);
  });

  it('one read in five seconds where it publishes no limits', async () => {
    expect(await callsFor(1000, [], 20)).toBe(4);
  });
});
