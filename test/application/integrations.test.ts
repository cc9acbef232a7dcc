import { describe, expect, test } from 'vitest';
import { MemorySchedules } from '../../shared/adapters/in-memory/schedules.ts';
import {
  checkNewIntegration,
  createIntegration,
  type NewIntegration,
} from '../../shared/application/integrations/create-integration.ts';
import { startJob } from '../../shared/application/jobs/start-job.ts';
import { park } from '../../shared/application/sync/park.ts';
import { connectedWorld, hint } from './support/world.ts';

const request: NewIntegration = {
  matchMode: 'MATCH_THEN_CREATE',
  name: 'Second workspace',
  type: 'ASANA',
  baseUrl: 'https://app.asana.com/api/1.0',
  authType: 'BEARER_TOKEN',
  settings: { workspaceGid: '1', projectGids: ['2'] },
  syncDirection: 'BIDIRECTIONAL',
  syncFrequency: 'HOURLY',
  dataTypes: ['TASKS', 'MEMBERS'],
  conflictStrategy: 'LATEST_WINS',
  whenPaused: 'hold',
  autoRecover: true,
  credentials: { token: 'top-secret' },
};
const everythingStored = (memory: Awaited<ReturnType<typeof connectedWorld>>['memory']) =>
  JSON.stringify([...memory.integrations.values(), ...memory.audit.values(), ...memory.jobs.values()]);

describe('connecting a system', () => {
  test('stores it, signs in, registers the webhook, makes the schedule and starts the first import', async () => {
    const world = await connectedWorld();
    const created = await createIntegration(world.deps, request, 'ada');
    if ('refused' in created) throw new Error(created.refused);
    const { integration } = created;
    expect(world.memory.integrations.get(integration.id)).toMatchObject({
      status: 'ACTIVE',
      createdBy: 'ada',
      webhooks: [{ key: 'project-1', externalId: 'hook-1' }],
    });
    expect(world.memory.integrations.get(integration.id)).not.toHaveProperty('pendingHandshake');
    expect(await world.deps.secrets.credentials(integration.id)).toEqual({ token: 'top-secret' });
    expect(await world.deps.secrets.webhookSecrets(integration.id)).toMatchObject({
      'project-1': ['vendor-secret'],
    });
    expect(world.vendor.hooks[0]?.url('project-1')).toContain(
      `https://britepool.example/api/webhooks/integrations/${integration.id}/receive?hook=project-1&nonce=`,
    );
    expect(world.schedules.byIntegration.get(integration.id)).toMatchObject({
      plan: { expression: 'cron(0 * * * ? *)', enabled: true },
    });
    expect(world.memory.jobs.get(created.jobId)).toMatchObject({ jobType: 'INITIAL_IMPORT', fullSync: true });
    expect(world.jobQueue.takeAll()).toMatchObject([{ kind: 'page', jobId: created.jobId, page: 0 }]);
    expect(
      (await world.deps.fieldMappings.current(integration.id)).map(({ resourceType }) => resourceType),
    ).toEqual(['MEMBER', 'TASK']);
  });

  test('is refused when one chosen kind of data cannot be read: which, why and what to do, and nothing is stored', async () => {
    const world = await connectedWorld();
    world.vendor.fail('list users', { kind: 'forbidden', message: 'Guests see nobody.', httpStatus: 403 });
    const before = everythingStored(world.memory);
    const refused = await createIntegration(world.deps, request, 'ada');
    expect(refused).toMatchObject({
      refused: 'connection-failed',
      steps: [
        {
          step: 'may-read',
          stream: 'users',
          ok: false,
          cure: expect.stringContaining('leave this kind of data out'),
        },
        { step: 'may-read', stream: 'tasks', ok: true },
        ...[
          { step: 'may-write', stream: 'users' },
          { step: 'may-write', stream: 'tasks' },
          { step: 'webhook' },
        ],
      ],
    });
    expect(everythingStored(world.memory)).toBe(before);
    expect(world.vendor.hooks).toEqual([]);
  });

  test('can be tried without storing anything', async () => {
    const world = await connectedWorld();
    const before = everythingStored(world.memory);
    const checked = await checkNewIntegration(world.deps, request, 'ada');
    expect(checked).toMatchObject({
      report: { ok: true, steps: expect.arrayContaining([expect.objectContaining({ step: 'webhook' })]) },
    });
    const wrong = { ...request, settings: {} };
    expect(await checkNewIntegration(world.deps, wrong, 'ada')).toMatchObject({ refused: 'invalid' });
    expect(
      await checkNewIntegration(world.deps, { ...request, name: 'Main workspace' }, 'ada'),
    ).toMatchObject({ refused: 'name-taken' });
    expect(everythingStored(world.memory)).toBe(before);
    expect([world.vendor.hooks, world.jobQueue.takeAll()]).toEqual([[], []]);
  });

  test('leaves an audit entry, and the credentials nowhere but with the secrets', async () => {
    const world = await connectedWorld();
    await createIntegration(world.deps, request, 'ada');
    expect([...world.memory.audit.values()]).toMatchObject([
      { actor: 'ada', action: 'integration.created', after: { name: 'Second workspace' } },
    ]);
    expect(everythingStored(world.memory)).not.toContain('top-secret');
  });

  test('is refused with every wrong field named, before anything is tried', async () => {
    const world = await connectedWorld();
    const refused = await createIntegration(world.deps, { ...request, settings: {}, credentials: {} }, 'ada');
    expect(refused).toMatchObject({
      refused: 'invalid',
      errors: [{ pointer: '/settings/workspaceGid' }, { pointer: '/credentials/token' }],
    });
    expect(world.memory.integrations.size).toBe(1);
  });

  test('is refused when the trial call fails, with the step that failed', async () => {
    const world = await connectedWorld();
    world.vendor.fail('test', { kind: 'unauthorized', message: 'Not Authorized', httpStatus: 401 });
    const refused = await createIntegration(world.deps, request, 'ada');
    expect(refused).toMatchObject({
      refused: 'connection-failed',
      steps: [{ step: 'signed-in', ok: false }],
    });
    expect(world.memory.integrations.size).toBe(1);
    expect(world.memory.jobs.size).toBe(0);
  });

  test('is refused under a name that is taken', async () => {
    const world = await connectedWorld();
    expect(await createIntegration(world.deps, { ...request, name: 'MAIN workspace' }, 'ada')).toMatchObject({
      refused: 'name-taken',
    });
  });

  test('works without webhooks when the vendor refuses them, and warns', async () => {
    const world = await connectedWorld();
    world.vendor.fail('registerWebhooks', { kind: 'forbidden', message: 'Not on this plan.' });
    const created = await createIntegration(world.deps, request, 'ada');
    expect(created).toMatchObject({ warnings: [expect.stringContaining('Not on this plan.')] });
    expect(world.memory.jobs.size).toBe(1);
  });

  test('that fails half-way is taken back whole, also at the vendor', async () => {
    const world = await connectedWorld();
    const schedules = new MemorySchedules();
    schedules.put = () => Promise.reject(new Error('Scheduler is down.'));
    await expect(createIntegration({ ...world.deps, schedules }, request, 'ada')).rejects.toThrow(
      'Scheduler is down.',
    );
    expect(world.memory.integrations.size).toBe(1);
    expect(world.vendor.hooks).toEqual([]);
    const [id] = [...world.memory.tombstones.keys()];
    expect(await world.deps.secrets.credentials(id ?? '')).toBeUndefined();
    expect(await createIntegration(world.deps, request, 'ada')).toHaveProperty('integration');
  });
});

describe('a run', () => {
  test('that cannot be queued does not block the next one', async () => {
    const world = await connectedWorld();
    const manual = { jobType: 'MANUAL_SYNC', startedBy: 'ada', fullSync: false } as const;
    const jobQueue = { send: () => Promise.reject(new Error('SQS is down.')) };
    await expect(startJob({ ...world.deps, jobQueue }, world.integration, manual)).rejects.toThrow(
      'SQS is down.',
    );
    expect(await startJob(world.deps, world.integration, manual)).toMatchObject({ outcome: 'started' });
  });
});

describe('parked changes of integrations that rest or are gone', () => {
  test('never stand in the way of others, however many they are', async () => {
    const { retryParked } = await import('../../shared/application/sync/retry-parked.ts');
    const world = await connectedWorld();
    await world.deps.integrations.create({
      ...world.integration,
      id: 'int-2',
      name: 'Paused',
      status: 'PAUSED',
    });
    const fault = { kind: 'rejected', message: 'no' } as const;
    for (let index = 0; index < 620; index++)
      await park(
        world.deps,
        hint(`tasks-${index}`, `d${index}`, { integrationId: index % 2 === 0 ? 'int-2' : 'int-gone' }),
        fault,
        1,
        'held',
      );
    world.clock.pass(1);
    await park(world.deps, hint('tasks-1', 'd1'), fault, 1, 'rejected');
    world.clock.pass(900);
    expect(await retryParked(world.deps)).toEqual({ retried: 1, waiting: 310 });
    expect(
      [...world.memory.parked.values()].filter(({ integrationId }) => integrationId === 'int-gone'),
    ).toEqual([]);
  });
});
