import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalStack, startLocal } from '../../infra/local/local-stack.ts';
import { functionNames } from '../../shared/config/names.ts';
import { startGenericSimulator } from '../../shared/connectors/generic-rest/simulator/index.ts';
import { genericIntegration } from '../practice-world/integrations.ts';
import { ApiUser, createdShape, finished, logsShape, mappingsShape, until } from '../support/api.ts';
import { cronSecret } from '../support/operator-secrets.ts';
import { SchedulerOperator } from '../support/schedule.ts';
import { noteGrants } from '../support/stack.ts';
import { signedDelivery } from '../support/vendor-webhooks.ts';

const folders = ['a', 'b'].map((name) => mkdtempSync(join(tmpdir(), `britepool-stack-${name}-`)));
const reported: string[] = [];
const report = (message: string) => void reported.push(message);
let stack: LocalStack;
let other: LocalStack;
let vendor: Awaited<ReturnType<typeof startGenericSimulator>>;

beforeAll(async () => {
  const [one = '', two = ''] = folders;
  [stack, other, vendor] = await Promise.all([
    startLocal({ dataDir: one, port: 0, record: true, retryTimeScale: 0.001, report }),
    startLocal({ dataDir: two, port: 0, report }),
    startGenericSimulator({ tasks: 30, members: 5 }),
  ]);
});
afterAll(async () => {
  noteGrants(stack.permissions);
  await Promise.all([stack.close(), other.close(), vendor.close()]);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('the synthesized stacks, running', () => {
  it('need for their whole work only the permissions that the template grants', async () => {
    const admin = new ApiUser(stack.apiUrl, stack.token('WEB_STEWARD'));
    const platform = new ApiUser(stack.apiUrl, stack.token('PLATFORM'));
    const wanted = { ...genericIntegration(vendor, 'Everything'), syncFrequency: 'HOURLY' };
    const created = await admin.call('POST', '/api/admin/integrations', createdShape, wanted);
    const { id, webhookEndpoint, webhookSecret } = created.integration;
    expect((await finished(admin, created.jobId)).status).toBe('COMPLETED');

    const listed = await admin.call('GET', `/api/admin/integrations/${id}/mappings`, mappingsShape);
    const delivery = signedDelivery(webhookSecret, {
      event: 'task.updated',
      data: {
        id: listed.mappings.find(({ internalId }) => internalId.startsWith('task'))?.externalId ?? '1',
      },
    });
    expect((await fetch(webhookEndpoint, { method: 'POST', ...delivery })).status).toBe(200);
    await until('the webhook in the log', async () => {
      const { logs } = await admin.call('GET', `/api/admin/integrations/${id}/logs`, logsShape);
      return logs.find((log) => 'cause' in log && log.cause === 'webhook');
    });

    const path = `/api/admin/integrations/${id}`;
    const requests: readonly (readonly [ApiUser, string, string, unknown?])[] = [
      [platform, 'PUT', '/api/records/task/t-1', { fields: { title: 'Ours' } }],
      [platform, 'GET', '/api/records/task'],
      [platform, 'DELETE', '/api/records/task/t-1'],
      [admin, 'GET', '/api/admin/integrations'],
      [admin, 'GET', '/api/admin/logs'],
      [admin, 'GET', `${path}/jobs`],
      [admin, 'GET', `${path}/mappings`],
      [admin, 'GET', `${path}/test`],
      [admin, 'PUT', path, { name: 'Everything else', syncFrequency: 'DAILY' }],
      [admin, 'PUT', path, { credentials: vendor.credentials }],
      [admin, 'POST', `${path}/sync`, { fullSync: true }],
    ];
    for (const [user, method, address, body] of requests)
      expect([`${method} ${address}`, (await user.send(method, address, body)).status < 300]).toEqual([
        `${method} ${address}`,
        true,
      ]);
    const authorization = `Bearer ${await cronSecret(stack)}`;
    for (const job of ['sync-integrations', 'retry-failed-syncs', 'cleanup-old-logs']) {
      const address = `${stack.apiUrl}/api/cron/${job}`;
      expect((await fetch(address, { method: 'POST', headers: { authorization } })).status).toBe(200);
      expect((await fetch(address, { method: 'POST' })).status).toBe(401);
    }
    const unknown = `${stack.apiUrl}/api/oauth/callback?state=${'s'.repeat(32)}&code=c`;
    expect(
      (await fetch(unknown, { redirect: 'manual', headers: { cookie: '__Host-connect=x' } })).status,
    ).toBeLessThan(500);
    for (const name of ['watch-health', 'retry-parked', 'clean-up', 'check-ledger'])
      await stack.functions.get(`britepool-dev-${name}`)?.invoke({});
    expect((await admin.send('DELETE', path)).status).toBe(200);
    await until('an empty changes queue', async () =>
      stack.sqs.contents('britepool-dev-changes.fifo').length === 0 ? true : undefined,
    );
    expect(stack.permissions.refused).toEqual([]);
    const callers = new Set(stack.recorder.rows().map(({ caller }) => caller.replace('britepool-dev-', '')));
    const silent = functionNames.filter((name) => !callers.has(name) && name !== 'park-failures');
    expect(silent).toEqual([]);
  });

  it('evaluate the expressions of field mappings in the program beside the function', async () => {
    const admin = new ApiUser(stack.apiUrl, stack.token('WEB_STEWARD'));
    const body = genericIntegration(vendor, 'With expressions');
    const { integration } = await admin.call('POST', '/api/admin/integrations', createdShape, body);
    const check = async (expression: string) => {
      const transform = { type: 'expression', inward: expression };
      const rule = { externalField: 'name', internalField: 'title', transform, direction: 'in' };
      const path = `/api/admin/integrations/${integration.id}/field-mappings/TASK/check`;
      const { status, json } = await admin.send('POST', path, { fields: [rule] });
      return { status, said: JSON.stringify(json) };
    };
    expect(await check('$uppercase(name)')).toEqual({
      status: 200,
      said: expect.stringContaining('"ok":true'),
    });
    expect((await check('name &')).said).toContain('Unexpected end of expression');
  });

  it('stand side by side, each with addresses and data of its own', async () => {
    const addresses = [stack, other].flatMap((each) => [
      each.apiUrl,
      each.issuer,
      each.outboxUrl,
      each.awsUrl,
    ]);
    expect(new Set(addresses).size).toBe(addresses.length);
    const put = new ApiUser(stack.apiUrl, stack.token('PLATFORM'));
    await put.send('PUT', '/api/records/task/only-here', { fields: { title: 'One' } });
    const elsewhere = new ApiUser(other.apiUrl, other.token('PLATFORM'));
    expect((await elsewhere.send('GET', '/api/records/task/only-here')).status).toBe(404);
  });

  it('do not accept each other’s tokens, nor a made-up one', async () => {
    for (const token of [stack.token('PLATFORM'), 'made-up', `${other.token('PLATFORM')}x`]) {
      const { status } = await new ApiUser(other.apiUrl, token).send('GET', '/api/records/task');
      expect(status).toBe(401);
    }
  });

  it('run every function, queue, table, route and schedule of the template', () => {
    const count = (type: string) => stack.resources.filter((resource) => resource.type === type).length;
    expect(stack.functions.size).toBe(count('AWS::Lambda::Function'));
    expect(stack.sqs.queues.size).toBe(count('AWS::SQS::Queue'));
    expect(stack.scheduler.all().filter(({ group }) => group === 'default')).toHaveLength(
      count('AWS::Scheduler::Schedule'),
    );
  });

  it.each(['watch-health', 'check-ledger', 'retry-parked', 'clean-up'])(
    'show an operator the schedule that calls %s',
    async (name) => {
      const operator = new SchedulerOperator(stack.awsUrl);
      const found = await operator.nameOfFixed(name);
      const fixed = stack.scheduler.all().filter(({ group }) => group === 'default');
      expect(fixed.map((schedule) => schedule.name)).toContain(found);
      operator.close();
    },
  );
});
