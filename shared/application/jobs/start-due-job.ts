import { isRunning } from '../../domain/integration.ts';
import type { JobMessage } from '../../domain/job.ts';
import { isSweepDue } from '../../domain/sweep.ts';
import type { IntegrationStore, Logger } from '../ports.ts';
import { type StartDeps, startJob } from './start-job.ts';

/**
 * Starts the run that a schedule asks for, once a week one that looks at everything. A run that is still going or a
 * paused integration lets it pass.
 */
export async function startDueJob(
  deps: StartDeps & { readonly integrations: IntegrationStore; readonly logger: Logger },
  message: Extract<JobMessage, { kind: 'due' }>,
): Promise<void> {
  const { integrationId, scheduledFor } = message;
  const integration = await deps.integrations.get(integrationId);
  if (integration === undefined || !isRunning(integration.status)) {
    deps.logger.info('a scheduled run was let pass', {
      integrationId,
      status: integration?.status ?? 'deleted',
    });
    return;
  }
  const started = await startJob(deps, integration, {
    jobType: 'SCHEDULED_SYNC',
    startedBy: 'schedule',
    fullSync: isSweepDue(integration, deps.clock.now()),
    scheduledFor,
  });
  if (started.outcome === 'busy')
    deps.logger.info('the run before is still going', { integrationId, jobId: started.jobId });
}
