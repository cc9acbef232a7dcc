import type { DriftRound } from '../../domain/drift.ts';
import { isRunning } from '../../domain/integration.ts';
import { unknownIntegration } from '../integrations/update-integration.ts';
import type { IntegrationStore, JobQueue } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { type StartRoundDeps, startRound } from './start-round.ts';

export interface AskDeps extends StartRoundDeps {
  readonly integrations: Pick<IntegrationStore, 'get'>;
  readonly jobQueue: JobQueue;
}

/** An admin wants both sides compared now. */
export async function askForRound(
  deps: AskDeps,
  integrationId: string,
  actor: string,
): Promise<{ readonly round: DriftRound } | Refusal> {
  const integration = await deps.integrations.get(integrationId);
  if (integration === undefined) return unknownIntegration(integrationId);
  if (!isRunning(integration.status))
    return {
      refused: 'not-running',
      message: `"${integration.name}" is ${integration.status.toLowerCase()}.`,
    };
  const { outcome, round } = await startRound(deps, integration, actor);
  if (outcome === 'busy')
    return { refused: 'busy', message: 'Both sides are being compared already.', jobId: round.id };
  await deps.jobQueue.send({ schemaVersion: 1, kind: 'drift', integrationId });
  return { round };
}
