import { describe, expect, test } from 'vitest';
import type { Schedules } from '../../../shared/application/ports.ts';
import type { SyncFrequency } from '../../../shared/domain/integration.ts';
import { anIntegration } from '../support/samples.ts';

export interface SchedulesUnderTest {
  readonly schedules: Schedules;
  /** `undefined` when the integration has no schedule. */
  readonly find: (integrationId: string) => { readonly enabled: boolean } | undefined;
}

export function schedulesContract(name: string, make: () => SchedulesUnderTest): void {
  describe(`${name} keeps the rhythm of each integration`, () => {
    test.each<SyncFrequency>(['REALTIME', 'EVERY_15MIN', 'HOURLY', 'DAILY', 'WEEKLY'])(
      'an integration that syncs %s has a schedule',
      async (syncFrequency) => {
        const { schedules, find } = make();
        const integration = anIntegration({ syncFrequency });
        await schedules.put(integration);
        expect(find(integration.id)?.enabled).toBe(true);
      },
    );

    test('an integration that syncs only by hand has none, also when it had one before', async () => {
      const { schedules, find } = make();
      const integration = anIntegration();
      await schedules.put(anIntegration({ syncFrequency: 'MANUAL' }));
      await schedules.put(integration);
      await schedules.put({ ...integration, syncFrequency: 'MANUAL' });
      expect(find(integration.id)).toBeUndefined();
    });

    test('the schedule rests while the integration does and runs again with it', async () => {
      const { schedules, find } = make();
      const integration = anIntegration();
      const enabledWhen = async (status: typeof integration.status) => {
        await schedules.put({ ...integration, status });
        return find(integration.id)?.enabled;
      };
      expect(await enabledWhen('PAUSED')).toBe(false);
      expect(await enabledWhen('ACTIVE')).toBe(true);
      expect(await enabledWhen('ERROR')).toBe(false);
      expect(await enabledWhen('DEGRADED')).toBe(true);
      expect(await enabledWhen('DISABLED')).toBe(false);
    });

    test('a removed schedule is gone, and removing it twice does no harm', async () => {
      const { schedules, find } = make();
      const integration = anIntegration();
      await schedules.put(integration);
      await schedules.remove(integration.id);
      await schedules.remove(integration.id);
      expect(find(integration.id)).toBeUndefined();
    });
  });
}
