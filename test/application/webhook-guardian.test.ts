import { describe, expect, test } from 'vitest';
import { updateIntegration } from '../../shared/application/integrations/update-integration.ts';
import { askForGuards } from '../../shared/application/webhooks/ask-for-guards.ts';
import { guardOrLater, guardWebhooks } from '../../shared/application/webhooks/guard.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import { anIntegration } from '../contract/support/samples.ts';
import { connectedWorld, type World } from './support/world.ts';

const hook = { key: 'project-1', externalId: 'hook-1', registeredAt: '2026-03-01T08:00:00.000Z' };
const stored = (world: World) => world.memory.integrations.get('int-1');
const openAlerts = async (world: World) => (await world.deps.alerts.list('int-1', {}, { limit: 10 })).items;

/** One integration that had its webhook registered. */
async function guarded(more: Partial<Integration> = {}): Promise<World> {
  const world = await connectedWorld({ webhooks: [hook], ...more });
  await world.deps.secrets.saveWebhookSecrets('int-1', { default: ['ours'], 'project-1': ['old-secret'] });
  return world;
}

describe('the guardian of the webhooks', () => {
  test('leaves alone what is well, and prolongs it', async () => {
    const world = await guarded();
    const before = stored(world);
    expect(await guardWebhooks(world.deps, 'int-1')).toBe('well');
    expect(stored(world)).toEqual(before);
    expect(world.vendor.renewals).toBe(1);
    expect(world.jobQueue.takeAll()).toEqual([]);
  });

  test.each(['gone', 'inactive'] as const)(
    'registers one again that is %s, and fetches what was missed',
    async (state) => {
      const world = await guarded();
      world.vendor.hookState = state;
      expect(await guardWebhooks(world.deps, 'int-1')).toBe('mended');
      expect(stored(world)).toMatchObject({ webhooks: [{ ...hook, registeredAt: world.clock.now() }] });
      expect(stored(world)).not.toHaveProperty('webhookProblem');
      expect(stored(world)).not.toHaveProperty('pendingHandshake');
      expect(world.vendor.hooks).toHaveLength(1);
      const [message] = world.jobQueue.takeAll();
      expect(message).toMatchObject({ kind: 'page', integrationId: 'int-1' });
      const [job] = world.memory.jobs.values();
      expect(job).toMatchObject({ jobType: 'SCHEDULED_SYNC', startedBy: 'guardian', fullSync: false });
      expect([...world.memory.audit.values()]).toMatchObject([
        { actor: 'guardian', action: 'webhooks.registered', subject: 'int-1' },
      ]);
    },
  );

  test('still accepts what was signed with the secret before, and keeps the one an admin copied', async () => {
    const world = await guarded();
    world.vendor.hookState = 'gone';
    await guardWebhooks(world.deps, 'int-1');
    expect(await world.deps.secrets.webhookSecrets('int-1')).toEqual({
      default: ['ours'],
      'project-1': ['vendor-secret', 'old-secret'],
    });
    expect(world.vendor.hooks[0]?.secret).toBe('ours');
  });

  test('tells the admins once when it cannot, tries again, and tells them when it could', async () => {
    const world = await guarded();
    world.vendor.hookState = 'gone';
    world.vendor.fail('registerWebhooks', { kind: 'forbidden', message: 'The plan has no webhooks.' }, 2);
    expect(await guardWebhooks(world.deps, 'int-1')).toBe('broken');
    expect(await guardWebhooks(world.deps, 'int-1')).toBe('broken');
    expect(stored(world)).toMatchObject({ webhookProblem: 'The plan has no webhooks.', webhooks: [] });
    expect(await openAlerts(world)).toMatchObject([{ kind: 'webhooks', count: 2 }]);
    expect(await guardWebhooks(world.deps, 'int-1')).toBe('mended');
    expect(stored(world)).not.toHaveProperty('webhookProblem');
    expect(await openAlerts(world)).toMatchObject([
      { recovery: expect.stringContaining('registered again') },
    ]);
  });

  test('leaves those alone that rest, or take nothing in', async () => {
    for (const more of [{ status: 'PAUSED' }, { syncDirection: 'BRITEPOOL_TO_EXTERNAL' }] as const) {
      const world = await guarded(more);
      world.vendor.hookState = 'gone';
      expect(await guardWebhooks(world.deps, 'int-1')).toBe('not-now');
      expect(stored(world)?.webhooks).toEqual([hook]);
    }
  });

  test('lets somebody who changes the integration at the same time win', async () => {
    const world = await guarded();
    world.vendor.hookState = 'gone';
    const put = world.deps.integrations.put.bind(world.deps.integrations);
    const integrations = { ...world.deps.integrations, put: async () => 'stale' as const };
    expect(await guardWebhooks({ ...world.deps, integrations }, 'int-1')).toBe('not-now');
    expect(world.vendor.hooks).toEqual([]);
    expect(await guardWebhooks({ ...world.deps, integrations: { ...integrations, put } }, 'int-1')).toBe(
      'mended',
    );
  });

  test('asks a system that is down another time', async () => {
    const world = await guarded();
    world.vendor.fail('checkWebhook', { kind: 'unavailable', message: 'Down.' });
    expect(await guardOrLater(world.deps, 'int-1')).toBe('not-now');
    expect(await guardOrLater(world.deps, 'int-1')).toBe('well');
  });

  test('does not take a mistake of ours for a system that is down', async () => {
    const world = await guarded();
    const errors: string[] = [];
    const logger = { ...world.deps.logger, error: (message: string) => void errors.push(message) };
    const logs = {
      ...world.deps.logs,
      list: () => Promise.reject(new TypeError('undefined is no function')),
    };
    expect(await guardOrLater({ ...world.deps, logger, logs }, 'int-1')).toBe('not-now');
    world.vendor.fail('checkWebhook', { kind: 'unavailable', message: 'Down.' });
    await guardOrLater({ ...world.deps, logger }, 'int-1');
    expect(errors).toEqual(['the webhooks could not be looked at']);
  });

  test('tells of silence that is longer than usual, and of its end', async () => {
    const world = await guarded({ webhooks: [{ ...hook, registeredAt: '2026-02-01T08:00:00.000Z' }] });
    const entry = (hour: number) => ({
      ...{ id: `log-${hour}`, integrationId: 'int-1', cause: 'webhook' },
      createdAt: `2026-02-27T0${hour}:00:00.000Z`,
    });
    const items = [5, 4, 3, 2].map(entry);
    const logs = { ...world.deps.logs, list: async () => ({ items }) as never };
    await guardWebhooks({ ...world.deps, logs }, 'int-1');
    expect(await openAlerts(world)).toMatchObject([
      { kind: 'webhooks', severity: 'info', sentence: expect.stringContaining('2026-02-27T05:00') },
    ]);
    items.unshift({ ...entry(6), createdAt: world.clock.now() });
    await guardWebhooks({ ...world.deps, logs }, 'int-1');
    expect(await openAlerts(world)).toMatchObject([{ recovery: 'Webhooks come again.' }]);
  });
});

describe('settings that change', () => {
  test('have the webhooks registered anew, since they say which there have to be', async () => {
    const world = await guarded();
    const settings = { workspaceGid: '1', projectGids: ['2', '3'] };
    const updated = await updateIntegration(world.deps, 'int-1', { settings }, 'ada');
    expect(updated).toMatchObject({ integration: { webhookProblem: expect.any(String) } });
    expect(world.jobQueue.takeAll()).toEqual([
      { schemaVersion: 1, kind: 'webhooks', integrationId: 'int-1' },
    ]);
    expect(await guardWebhooks(world.deps, 'int-1')).toBe('mended');
  });
});

describe('asking for the guardian every five minutes', () => {
  test('asks for each integration with webhooks once an hour, not for all at the same time', async () => {
    const world = await guarded({ status: 'PAUSED' });
    for (let at = 0; at < 24; at++) {
      const webhooks = at < 20 ? [hook] : [];
      await world.deps.integrations.create(anIntegration({ id: `int-${at}x`, name: `No. ${at}`, webhooks }));
    }
    await world.deps.integrations.create(
      anIntegration({
        id: 'int-never',
        name: 'Never registered',
        webhooks: [],
        webhookProblem: 'Not allowed.',
      }),
    );
    const asked: string[] = [];
    const each: number[] = [];
    for (let minute = 0; minute < 60; minute += 5) {
      each.push(await askForGuards(world.deps));
      asked.push(...world.jobQueue.takeAll().map(({ integrationId }) => integrationId));
      world.clock.pass(300);
    }
    expect(new Set(asked).size).toBe(21);
    expect(asked).toHaveLength(21);
    expect(asked).toContain('int-never');
    expect(Math.max(...each)).toBeLessThan(10);
  });
});
