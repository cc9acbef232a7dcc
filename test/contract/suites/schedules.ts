import { describe, expect, test } from 'vitest';
import type { Schedules } from '../../../shared/application/ports.ts';
import { mendSchedules } from '../../../shared/application/schedules/mend-schedules.ts';
import type { Integration, SyncFrequency } from '../../../shared/domain/integration.ts';
import { anIntegration } from '../support/samples.ts';

/** Integrations without a zone of their own mean Europe/Berlin here. */
export interface SchedulesUnderTest {
  readonly schedules: Schedules;
  /** Somebody's hand changes the time of a schedule. */
  readonly spoil: (integrationId: string) => void;
}

export function schedulesContract(name: string, make: () => SchedulesUnderTest): void {
  const findIn = async ({ list }: Pick<Schedules, 'list'>, id: string) =>
    (await list()).find(({ integrationId }) => integrationId === id);
  const find = (schedules: Schedules, id: string) => findIn({ list: () => schedules.list() }, id);

  describe(`${name} keeps the rhythm of each integration`, () => {
    test.each<[SyncFrequency, string, number]>([
      ['REALTIME', 'cron(0/15 * * * ? *)', 10],
      ['EVERY_15MIN', 'cron(0/15 * * * ? *)', 10],
      ['HOURLY', 'cron(0 * * * ? *)', 30],
      ['DAILY', 'cron(0 2 * * ? *)', 120],
      ['WEEKLY', 'cron(0 2 ? * SUN *)', 240],
    ])('an integration that syncs %s has a schedule', async (syncFrequency, expression, windowMinutes) => {
      const { schedules } = make();
      const integration = anIntegration({ syncFrequency });
      await schedules.put(integration);
      expect(await find(schedules, integration.id)).toEqual({
        integrationId: integration.id,
        plan: { expression, windowMinutes, timeZone: 'Europe/Berlin', enabled: true },
        intact: true,
      });
    });

    test('an integration with a time zone of its own runs in that', async () => {
      const { schedules } = make();
      const integration = anIntegration({ timeZone: 'America/Chicago' });
      await schedules.put(integration);
      expect((await find(schedules, integration.id))?.plan.timeZone).toBe('America/Chicago');
    });

    test('an integration that syncs only by hand has none, also when it had one before', async () => {
      const { schedules } = make();
      const integration = anIntegration();
      await schedules.put(anIntegration({ syncFrequency: 'MANUAL' }));
      await schedules.put(integration);
      await schedules.put({ ...integration, syncFrequency: 'MANUAL' });
      expect(await find(schedules, integration.id)).toBeUndefined();
    });

    test('the schedule rests while the integration does and runs again with it', async () => {
      const { schedules } = make();
      const integration = anIntegration();
      const enabledWhen = async (status: typeof integration.status) => {
        await schedules.put({ ...integration, status });
        return (await find(schedules, integration.id))?.plan.enabled;
      };
      expect(await enabledWhen('PAUSED')).toBe(false);
      expect(await enabledWhen('ACTIVE')).toBe(true);
      expect(await enabledWhen('ERROR')).toBe(false);
      expect(await enabledWhen('DEGRADED')).toBe(true);
      expect(await enabledWhen('DISABLED')).toBe(false);
    });

    test('a removed schedule is gone, and removing it twice does no harm', async () => {
      const { schedules } = make();
      const integration = anIntegration();
      await schedules.put(integration);
      await schedules.remove(integration.id);
      await schedules.remove(integration.id);
      expect(await find(schedules, integration.id)).toBeUndefined();
    });

    test('what drifted is mended: missing ones made, changed ones fixed, left-over ones removed, the rest left alone', async () => {
      const { schedules, spoil } = make();
      for (const { integrationId } of await schedules.list()) await schedules.remove(integrationId);
      const right = Array.from({ length: 120 }, () => anIntegration());
      const [missing, spoilt, paused, manual, gone] = [1, 2, 3, 4, 5].map(() => anIntegration());
      if (!(missing && spoilt && paused && manual && gone)) throw new Error('There are too few.');
      for (const each of [...right, spoilt, paused, manual, gone]) await schedules.put(each);
      spoil(spoilt.id);
      const now: Integration[] = [
        ...[...right, missing, spoilt],
        { ...paused, status: 'PAUSED' },
        { ...manual, syncFrequency: 'MANUAL' },
      ];
      const integrations = {
        list: async () => now,
        get: async (id: string) => now.find((each) => each.id === id),
        create: async () => 'created' as const,
        put: async () => 'written' as const,
        remove: async () => undefined,
      };
      expect(await mendSchedules({ schedules, integrations })).toEqual({
        ...{ created: 1, fixed: 2, removed: 2, kept: 120, broken: new Map() },
      });
      expect(await mendSchedules({ schedules, integrations })).toEqual({
        ...{ created: 0, fixed: 0, removed: 0, kept: 124, broken: new Map() },
      });
      expect((await find(schedules, paused.id))?.plan.enabled).toBe(false);
      expect(await find(schedules, gone.id)).toBeUndefined();
    });
  });
}
