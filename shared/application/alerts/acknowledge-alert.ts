import type { Alert } from '../../domain/alert.ts';
import type { Refusal } from '../refusal.ts';
import { type ActDeps, actOnAlert } from './act-on-alert.ts';

/**
 * Somebody says that they take care of an open alert. It stays open and counts on until its cause is gone; the same cause
 * coming back later is told anew. Acknowledging again changes nothing.
 */
export const acknowledgeAlert = (
  deps: ActDeps,
  integrationId: string,
  alertId: string,
  actor: string,
): Promise<{ readonly alert: Alert } | Refusal> =>
  actOnAlert(deps, { integrationId, alertId, actor, action: 'alert.acknowledged' }, (alert) =>
    alert.acknowledgedAt === undefined
      ? { ...alert, acknowledgedAt: deps.clock.now(), acknowledgedBy: actor }
      : undefined,
  );
