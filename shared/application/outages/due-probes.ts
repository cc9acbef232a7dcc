import { claimProbe } from '../../domain/breaker.ts';
import { isRunning } from '../../domain/integration.ts';
import type { BreakerStore, Clock, IntegrationStore, JobQueue } from '../ports.ts';

/** Asks for a try of every system that is down and due: whoever runs jobs may call it. Answers how many those are. */
export async function askForProbes(deps: {
  readonly integrations: IntegrationStore;
  readonly breakers: BreakerStore;
  readonly jobQueue: JobQueue;
  readonly clock: Clock;
}): Promise<number> {
  const running = (await deps.integrations.list({})).filter(({ status }) => isRunning(status));
  const breakers = await deps.breakers.getMany(running.map(({ id }) => id));
  const now = deps.clock.now();
  const due = breakers.filter((breaker) => claimProbe(breaker, now) !== undefined);
  for (const { integrationId } of due)
    await deps.jobQueue.send({ schemaVersion: 1, kind: 'release', integrationId });
  return due.length;
}
