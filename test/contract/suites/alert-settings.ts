import { describe, expect, test } from 'vitest';
import type { AlertSettingsStore } from '../../../shared/application/ports.ts';
import type { AlertSettings } from '../../../shared/domain/alert-rules.ts';
import { at } from '../support/samples.ts';
import { race } from '../support/walk.ts';

const settings: AlertSettings = {
  ...{ schemaVersion: 1, version: 1, updatedAt: at, updatedBy: 'ada', emails: ['ada@example.org'] },
  rules: {
    'error-rate': {
      condition: { metric: 'errorRate', operator: '>', threshold: 20, window: '24h' },
      channels: ['slack'],
    },
    outage: { enabled: false, severity: 'info', cooldownMinutes: 5 },
  },
  slackSetAt: at,
};

/** There is one of them: what a test writes the others of the same store see. */
export function alertSettingsContract(name: string, make: () => AlertSettingsStore): void {
  describe(`${name} keeps the settings of alerts`, () => {
    test('none at first, then those of exactly one of many who write at once, and nobody writes over a newer state', async () => {
      const store = make();
      expect(await store.get()).toBeUndefined();
      const answers = await race(5, () => store.put(settings));
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
      expect(await store.get()).toEqual(settings);
      const { slackSetAt: _gone, emails: _nobody, ...bare } = settings;
      expect(await store.put({ ...bare, version: 2, rules: {} })).toBe('written');
      expect(await store.put({ ...settings, version: 2 })).toBe('stale');
      expect(await store.get()).toEqual({ ...bare, version: 2, rules: {} });
    });
  });
}
