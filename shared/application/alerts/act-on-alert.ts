import type { Alert } from '../../domain/alert.ts';
import { recordAct } from '../integrations/audit.ts';
import type { AuditStore, Clock, Ids } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import type { AlertStore } from './ports.ts';

export interface ActDeps {
  readonly alerts: Pick<AlertStore, 'list' | 'put'>;
  readonly audit: AuditStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface AlertAct {
  readonly integrationId: string;
  readonly alertId: string;
  readonly actor: string;
  readonly action: string;
}

/** More causes than these are not open at one integration at a time. */
const mostOpen = 100;
const tries = 5;

/** What an admin does to an open alert, with its audit entry. `change` answers `undefined` where there is nothing to do. */
export async function actOnAlert(
  deps: ActDeps,
  { integrationId, alertId, actor, action }: AlertAct,
  change: (alert: Alert) => Alert | undefined,
): Promise<{ readonly alert: Alert } | Refusal> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const { items } = await deps.alerts.list(integrationId, { open: true }, { limit: mostOpen });
    const alert = items.find(({ id }) => id === alertId);
    if (alert === undefined)
      return { refused: 'not-found', message: 'There is no open alert of that id; it may be over.' };
    const changed = change(alert);
    if (changed === undefined) return { alert };
    const next = { ...changed, version: alert.version + 1 };
    if ((await deps.alerts.put(next)) === 'stale') continue;
    const after = { sentence: alert.sentence, mutedUntil: next.mutedUntil ?? null };
    await recordAct(deps, actor, action, alertId, { mutedUntil: alert.mutedUntil ?? null }, after);
    return { alert: next };
  }
  return { refused: 'unfinished', message: 'The alert changes faster than it can be changed by hand.' };
}
