import { isDue } from '../../domain/due.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { Clock, IntegrationStore, JobQueue, Schedules } from '../ports.ts';

export interface AskDeps {
  readonly integrations: IntegrationStore;
  readonly schedules: Pick<Schedules, 'plan'>;
  readonly jobQueue: JobQueue;
  readonly clock: Clock;
}

const atOnce = 10;

/**
 * Asks for a run of every integration whose time has come, as its schedule would. Asking again within the minute asks
 * for nothing more: the message is the same, and the queue takes it once. Answers the ids asked for.
 */
export async function askForDueRuns(deps: AskDeps): Promise<readonly string[]> {
  const now = deps.clock.now();
  const scheduledFor = `${now.slice(0, 16)}:00.000Z`;
  const due = (await deps.integrations.list({})).filter((each) =>
    isDue(each, deps.schedules.plan(each), now),
  );
  await mapConcurrently(due, atOnce, ({ id: integrationId }) =>
    deps.jobQueue.send({ schemaVersion: 1, kind: 'due', integrationId, scheduledFor }),
  );
  return due.map(({ id }) => id);
}
