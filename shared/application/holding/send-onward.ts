import { type FollowDeps, followIntegration } from '../jobs/follow-integration.ts';
import { type StartDeps, startJob } from '../jobs/start-job.ts';
import type { IntegrationStore } from '../ports.ts';

export interface GoOnDeps extends FollowDeps, StartDeps {
  readonly integrations: IntegrationStore;
}

/**
 * An integration that rested may run again: its run goes on, and what was held for it is released. `catch-up` also reads
 * what changed over there meanwhile, since its webhooks may have been lost.
 */
export async function sendOnward(
  deps: GoOnDeps,
  integrationId: string,
  how: 'release' | 'catch-up',
): Promise<void> {
  const integration = await deps.integrations.get(integrationId);
  if (integration === undefined) return;
  const run = await followIntegration(deps, integrationId, integration.status);
  if (how === 'release' || run === 'resumed' || integration.syncFrequency === 'MANUAL') return;
  await startJob(deps, integration, {
    jobType: 'SCHEDULED_SYNC',
    startedBy: 'recovery',
    fullSync: false,
  });
}
