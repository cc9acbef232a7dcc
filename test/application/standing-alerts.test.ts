import { beforeEach, describe, expect, test } from 'vitest';
import { memoryAlertSettingsStore } from '../../shared/adapters/in-memory/alert-settings-store.ts';
import { tellStanding } from '../../shared/application/alerts/tell-standing.ts';
import { mendSchedules } from '../../shared/application/schedules/mend-schedules.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import { aJob, aMapping, anApproval, anIntegration } from '../contract/support/samples.ts';
import { connectedWorld, type World } from './support/world.ts';

let world: World;
beforeEach(async () => {
  world = await connectedWorld();
});
const broken = new Map<string, string>();
const look = (more: Partial<Integration> = {}, schedules: ReadonlyMap<string, string> = broken) =>
  tellStanding(world.deps, { ...world.integration, ...more }, schedules);
const open = async () => (await world.deps.alerts.list('int-1', { open: true }, { limit: 99 })).items;
const messages = () => world.deps.notifier.sent.map(({ subject }) => subject.split(' - ').at(-1));
const unknown = (value: string) => ({
  ...{ integrationId: 'int-1', resourceType: 'TASK', field: 'status', value },
  ...{ recordId: 'tasks-1', firstSeenAt: '2026-03-01T10:00:00.000Z' },
});
const noted = (value: string) => ({ ...unknown(value), resourceType: 'TASK' as const });

describe('what stands there until somebody does something is told once and ends by itself:', () => {
  test('deletions that are held back, until the last list of them is decided', async () => {
    const approval = anApproval({ integrationId: 'int-1', count: 21 });
    await world.deps.approvals.put(approval);
    await look();
    await look();
    expect(await open()).toMatchObject([
      { kind: 'deletions', count: 2, sentence: expect.stringContaining('21 deletions') },
    ]);
    await world.deps.approvals.put({ ...approval, version: 2, status: 'REJECTED' });
    await look();
    expect(await open()).toEqual([]);
    expect(messages()).toEqual(['WARNING', 'RESOLVED']);
  });

  test('each value that nobody said how to translate, until it is translated', async () => {
    await world.deps.unknownValues.note([noted('someday'), noted('later')]);
    await look();
    const causes = (await open()).map(({ sentence }) => sentence);
    expect(causes).toHaveLength(2);
    expect(causes.join()).toContain('“someday”');
    await world.deps.unknownValues.forget([noted('someday')]);
    await look();
    expect((await open()).map(({ sentence }) => sentence).join()).toContain('“later”');
    expect(messages()).toEqual(['WARNING', 'WARNING', 'RESOLVED']);
  });

  test('ten unknown values at a time: a free text is no storm of mails', async () => {
    await world.deps.unknownValues.note(Array.from({ length: 30 }, (_, at) => noted(`value ${at}`)));
    await look();
    expect(messages()).toHaveLength(10);
  });

  test('records that two systems keep changing, while they rest', async () => {
    const resting = aMapping({
      ...{ integrationId: 'int-1', internalId: 'task-1', syncStatus: 'ERROR' },
      resting: { since: '2026-03-01T09:59:00.000Z', seen: 'x' },
    });
    await world.deps.pairs.link(resting);
    await world.deps.pairs.link(aMapping({ integrationId: 'int-1', syncStatus: 'ERROR' }));
    await look();
    expect(await open()).toMatchObject([
      { kind: 'bouncing', sentence: expect.stringContaining('task task-1') },
    ]);
    const { resting: _over, ...calm } = resting;
    await world.deps.pairs.put({ ...calm, version: resting.version + 1 });
    await look();
    expect(await open()).toEqual([]);
  });

  test('a run that waits because the allowed requests are used up; a first import takes its time anyway', async () => {
    const waits = { until: '2026-03-01T10:40:00.000Z' };
    const job = aJob('int-1', { status: 'RUNNING', jobType: 'SCHEDULED_SYNC', waits });
    await world.deps.jobs.start(job);
    await look();
    expect(await open()).toMatchObject([
      { kind: 'quota', sentence: expect.stringContaining('2026-03-01T10:40:00.000Z') },
    ]);
    await world.deps.jobs.put({ ...job, version: job.version + 1, jobType: 'INITIAL_IMPORT' });
    await look();
    expect(await open()).toEqual([]);
  });

  test('a schedule that cannot be kept; the others are kept, and nothing else of the watch stops', async () => {
    await world.deps.integrations.create(anIntegration({ id: 'int-9', name: 'Other' }));
    const put = world.deps.schedules.put.bind(world.deps.schedules);
    world.deps.schedules.put = (each) =>
      each.id === 'int-1' ? Promise.reject(new Error('Invalid time zone Mars/Base.')) : put(each);
    const mended = await mendSchedules(world.deps);
    expect([...mended.broken]).toEqual([['int-1', 'Invalid time zone Mars/Base.']]);
    expect(world.schedules.byIntegration.has('int-9')).toBe(true);
    await look({}, mended.broken);
    expect(await open()).toMatchObject([
      { kind: 'schedule', sentence: expect.stringContaining('Mars/Base') },
    ]);
    await look();
    expect(await open()).toEqual([]);
  });

  test('nothing of an integration that rests, nor of a kind that admins switched off', async () => {
    await world.deps.approvals.put(anApproval({ integrationId: 'int-1' }));
    await look({ status: 'PAUSED' });
    expect(await open()).toEqual([]);
    const alertSettings = memoryAlertSettingsStore();
    await alertSettings.put({
      ...{ schemaVersion: 1, version: 1, rules: { deletions: { enabled: false } } },
      ...{ updatedAt: '2026-03-01T10:00:00.000Z', updatedBy: 'ada' },
    });
    await look();
    await tellStanding({ ...world.deps, alertSettings }, world.integration, broken);
    expect(await open()).toEqual([]);
    expect(messages()).toEqual(['WARNING', 'RESOLVED']);
  });
});
