import type { Alert } from '../../domain/alert.ts';
import { recordAct } from '../integrations/audit.ts';
import type { AuditStore, Clock, Ids } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import type { AlertStore } from './ports.ts';

export interface AcknowledgeDeps {
  readonly alerts: Pick<AlertStore, 'list' | 'put'>;
  readonly audit: AuditStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** More causes than these are not open at one integration at a time. */
const mostOpen = 100;
const tries = 5;

/**
 * Somebody says that they take care of an open alert. It stays open and counts on until its cause is gone; the same cause
 * coming back later is a new one that nobody has seen. Acknowledging again changes nothing.
 */
export async function acknowledgeAlert(
  deps: AcknowledgeDeps,
  integrationId: string,
  alertId: string,
  actor: string,
): Promise<{ readonly alert: Alert } | Refusal> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const { items } = await deps.alerts.list(integrationId, { open: true }, { limit: mostOpen });
    const alert = items.find(({ id }) => id === alertId);
    if (alert === undefined)
      return { refused: 'not-found', message: 'There is no open alert of that id; it may be over.' };
    if (alert.acknowledgedAt !== undefined) return { alert };
    const at = deps.clock.now();
    const seen = { ...alert, version: alert.version + 1, acknowledgedAt: at, acknowledgedBy: actor };
    if ((await deps.alerts.put(seen)) === 'stale') continue;
    await recordAct(deps, actor, 'alert.acknowledged', alertId, null, { sentence: alert.sentence });
    return { alert: seen };
  }
  return { refused: 'unfinished', message: 'The alert changes faster than it can be acknowledged.' };
}
