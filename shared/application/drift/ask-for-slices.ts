import { isComparisonDue } from '../../domain/drift.ts';
import { isRunning } from '../../domain/integration.ts';
import type { Clock, IntegrationStore, JobQueue } from '../ports.ts';
import type { DriftStore } from './ports.ts';

/**
 * Asks for the next slice of each comparison that goes on or is due; called every five minutes, so that a large
 * integration is compared little by little. Answers how many it asked for.
 */
export async function askForSlices(deps: {
  readonly integrations: Pick<IntegrationStore, 'list'>;
  readonly drift: Pick<DriftStore, 'getMany'>;
  readonly jobQueue: JobQueue;
  readonly clock: Clock;
}): Promise<number> {
  const now = deps.clock.now();
  const running = (await deps.integrations.list({})).filter(({ status }) => isRunning(status));
  const rounds = await deps.drift.getMany(running.map(({ id }) => id));
  const roundOf = new Map(rounds.map((round) => [round.integrationId, round]));
  const due = running.filter((integration) => {
    const round = roundOf.get(integration.id);
    const goesOn = round !== undefined && round.endedAt === undefined;
    return goesOn || isComparisonDue(integration, round, now);
  });
  for (const { id } of due) await deps.jobQueue.send({ schemaVersion: 1, kind: 'drift', integrationId: id });
  return due.length;
}
