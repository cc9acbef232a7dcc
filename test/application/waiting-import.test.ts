import { describe, expect, test } from 'vitest';
import { previewFirstSync } from '../../shared/application/first-sync/preview.ts';
import {
  createIntegration,
  type NewIntegration,
} from '../../shared/application/integrations/create-integration.ts';
import { updateIntegration } from '../../shared/application/integrations/update-integration.ts';
import { endAbandonedJobs, mendHeldJobs } from '../../shared/application/jobs/end-abandoned-jobs.ts';
import { reviveLostRuns } from '../../shared/application/jobs/revive-lost-runs.ts';
import { startDueJob } from '../../shared/application/jobs/start-due-job.ts';
import { drain } from './support/drain.ts';
import { publish, work, write } from './support/here.ts';
import { connectedWorld, hint, type World } from './support/world.ts';

const request: NewIntegration = {
  matchMode: 'MATCH_THEN_CREATE',
  ...{ name: 'Second workspace', type: 'ASANA', baseUrl: 'https://app.asana.com/api/1.0' },
  ...{ authType: 'BEARER_TOKEN', credentials: { token: 'top-secret' } },
  settings: { workspaceGid: '1', projectGids: ['2'] },
  ...{ syncDirection: 'BIDIRECTIONAL', syncFrequency: 'HOURLY', dataTypes: ['TASKS'] },
  ...{ conflictStrategy: 'LATEST_WINS', whenPaused: 'hold', autoRecover: true },
  firstImport: 'wait',
};

/** Connected a moment ago to a system with three tasks; beside it nothing else is connected. */
async function waitingWorld() {
  const world = await connectedWorld({ status: 'DISABLED' });
  for (let at = 1; at <= 3; at++) world.vendor.edit(`tasks-${at}`, { name: `Task ${at}` });
  const created = await createIntegration(world.deps, request, 'ada');
  if ('refused' in created) throw new Error(created.refused);
  return { world, id: created.integration.id, jobId: created.jobId };
}
const titles = ({ memory }: World) =>
  [...memory.records.values()]
    .map(({ fields }) => String(fields.title))
    .toSorted((a, b) => a.localeCompare(b, 'en'));
const begin = (world: World, id: string) => updateIntegration(world.deps, id, { status: 'ACTIVE' }, 'ben');

describe('an integration whose first import waits', () => {
  test('is connected whole: signed in, told of changes, with its fields matched and a schedule that rests', async () => {
    const { world, id, jobId } = await waitingWorld();
    expect(world.memory.integrations.get(id)).toMatchObject({ status: 'PAUSED', webhooks: [{}] });
    expect(await world.deps.secrets.credentials(id)).toEqual({ token: 'top-secret' });
    expect(await world.deps.fieldMappings.current(id)).toHaveLength(2);
    expect(world.schedules.byIntegration.get(id)).toMatchObject({ plan: { enabled: false } });
    expect(world.memory.jobs.get(jobId)).toMatchObject({
      ...{ jobType: 'INITIAL_IMPORT', fullSync: true, status: 'PENDING', heldBy: 'integration' },
    });
  });

  test('syncs nothing before: no run, no webhook, no edit of ours, no schedule, however long it waits', async () => {
    const { world, id } = await waitingWorld();
    const reads = world.vendor.reads;
    await work(world, [hint('tasks-1', 'd1', { integrationId: id })]);
    await write(world, 'task-here', { title: 'Only ours' });
    await work(world, await publish(world));
    for (let day = 0; day < 5; day++) {
      world.clock.pass(86_400);
      const scheduledFor = world.clock.now();
      await startDueJob(world.deps, { schemaVersion: 1, kind: 'due', integrationId: id, scheduledFor });
      const mended = [
        await endAbandonedJobs(world.deps),
        await mendHeldJobs(world.deps),
        await reviveLostRuns(world.deps),
      ];
      expect(mended).toEqual([0, 0, 0]);
      await drain(world);
    }
    expect([titles(world), world.memory.mappings.size]).toEqual([['Only ours'], 0]);
    expect([world.vendor.reads - reads, world.vendor.writes]).toEqual([0, []]);
  });

  test('can be counted meanwhile, which writes nothing', async () => {
    const { world, id } = await waitingWorld();
    const context = await world.deps.context(id);
    if (context === undefined) throw new Error('There is no integration.');
    const { counts } = await previewFirstSync(world.deps, context, { counts: [] }, 1000);
    expect(counts).toContainEqual(expect.objectContaining({ resourceType: 'TASK', looked: 3, toCreate: 3 }));
    expect(world.memory.records.size).toBe(0);
  });

  test('has everything once it was begun, also what changed on either side meanwhile', async () => {
    const { world, id, jobId } = await waitingWorld();
    world.clock.pass(3600);
    world.vendor.edit('tasks-1', { name: 'Task 1, edited' });
    world.vendor.edit('tasks-4', { name: 'Task 4' });
    await work(world, [hint('tasks-4', 'd4', { integrationId: id })]);
    await write(world, 'task-here', { title: 'Only ours' });
    await work(world, await publish(world));
    const begunAt = world.clock.now();
    await begin(world, id);
    await drain(world);
    expect(world.memory.jobs.get(jobId)).toMatchObject({ status: 'COMPLETED', startedAt: begunAt });
    expect(titles(world)).toEqual(['Only ours', 'Task 1, edited', 'Task 2', 'Task 3', 'Task 4']);
    expect([...world.vendor.records.values()].map(({ data }) => data.name)).toContain('Only ours');
    expect(world.vendor.records.size).toBe(5);
    expect(world.memory.parked.size).toBe(0);
    expect(world.schedules.byIntegration.get(id)).toMatchObject({ plan: { enabled: true } });
  });

  test('begun twice, or by two at once, imports once; who connected and who began is told', async () => {
    const { world, id } = await waitingWorld();
    await Promise.all([begin(world, id), begin(world, id)]);
    await begin(world, id);
    await drain(world);
    await begin(world, id);
    await drain(world);
    expect([...world.memory.jobs.values()].map(({ jobType, status }) => `${jobType} ${status}`)).toEqual([
      'INITIAL_IMPORT COMPLETED',
    ]);
    expect(titles(world)).toEqual(['Task 1', 'Task 2', 'Task 3']);
    const told = [...world.memory.audit.values()].filter(({ subject }) => subject === id);
    expect(told.slice(0, 2)).toMatchObject([
      { actor: 'ada', action: 'integration.created', after: { status: 'PAUSED' } },
      {
        ...{ actor: 'ben', action: 'integration.updated' },
        ...{ before: { status: 'PAUSED' }, after: { status: 'ACTIVE' } },
      },
    ]);
  });

  test('goes on with its import when the beginning was cut off in the middle', async () => {
    const { world, id, jobId } = await waitingWorld();
    const integration = world.memory.integrations.get(id);
    if (integration === undefined) throw new Error('There is no integration.');
    await world.deps.integrations.put({
      ...integration,
      version: integration.version + 1,
      status: 'ACTIVE',
    });
    expect(await mendHeldJobs(world.deps)).toBe(1);
    await drain(world);
    expect(world.memory.jobs.get(jobId)).toMatchObject({ status: 'COMPLETED', totalRecords: 3 });
  });
});
