import type { Integration } from './integration.ts';
import { nextRun, type SchedulePlan } from './schedule.ts';
import type { Instant } from './values.ts';

/** Whether the integration's time has come since it was last read, tried in vain, or made. */
export function isDue(integration: Integration, plan: SchedulePlan | undefined, now: Instant): boolean {
  const { createdAt, lastSyncAt = createdAt, lastErrorAt = createdAt } = integration;
  const last = [createdAt, lastSyncAt, lastErrorAt].reduce((latest, at) => (at > latest ? at : latest));
  const next = nextRun(integration, plan, last);
  return next !== null && next <= now;
}
