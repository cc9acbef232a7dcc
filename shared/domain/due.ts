import type { Integration } from './integration.ts';
import { nextRun, type SchedulePlan } from './schedule.ts';
import type { Instant } from './values.ts';

/** Whether the integration's time has come since it was last read, tried in vain, or made. */
export function isDue(integration: Integration, plan: SchedulePlan | undefined, now: Instant): boolean {
  const { createdAt, lastSyncAt = createdAt, lastErrorAt = createdAt } = integration;
  let last = createdAt;
  for (const at of [lastSyncAt, lastErrorAt]) if (at > last) last = at;
  const next = nextRun(integration, plan, last);
  return next !== null && next <= now;
}
