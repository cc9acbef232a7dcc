import type { AlertSettings } from '../../domain/alert-rules.ts';
import type { FieldValue } from '../../domain/values.ts';
import { recordAct } from '../integrations/audit.ts';
import type { AuditStore, Clock, Ids } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import type { AlertSettingsStore } from './ports.ts';

export interface SettingsDeps {
  readonly alertSettings: AlertSettingsStore;
  readonly audit: AuditStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

export type SettingsChange = Pick<AlertSettings, 'rules' | 'emails' | 'slackSetAt' | 'weeklyDigest'>;

const tries = 5;

/**
 * Changes the settings of alerts as they are now, and leaves an audit entry. `expected`: the version the admin saw;
 * whoever was faster is told of instead of written over.
 */
export async function changeSettings(
  deps: SettingsDeps,
  act: {
    readonly actor: string;
    readonly action: string;
    readonly subject: string;
    readonly expected?: number | undefined;
  },
  change: (known: SettingsChange) => {
    readonly next: SettingsChange;
    readonly before: FieldValue;
    readonly after: FieldValue;
  },
): Promise<{ readonly settings: AlertSettings } | Refusal> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const known = await deps.alertSettings.get();
    const version = known?.version ?? 0;
    if (act.expected !== undefined && act.expected !== version) return changedMeanwhile;
    const { next, before, after } = change(known ?? { rules: {} });
    const settings: AlertSettings = {
      ...{ ...next, schemaVersion: 1, version: version + 1 },
      ...{ updatedAt: deps.clock.now(), updatedBy: act.actor },
    };
    if ((await deps.alertSettings.put(settings)) === 'stale') continue;
    await recordAct(deps, act.actor, act.action, act.subject, before, after);
    return { settings };
  }
  return changedMeanwhile;
}

export const changedMeanwhile: Refusal = {
  refused: 'stale',
  message: 'Somebody else changed the settings of alerts just now.',
};
