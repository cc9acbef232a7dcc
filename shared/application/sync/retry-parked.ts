import { addSeconds } from '../../domain/dates.ts';
import { isRunning } from '../../domain/integration.ts';
import type { ChangeQueue, Clock, IntegrationStore, ParkedStore } from '../ports.ts';

export interface RetryParkedDeps {
  readonly parked: ParkedStore;
  readonly integrations: IntegrationStore;
  readonly changes: ChangeQueue;
  readonly clock: Clock;
}

const atOnce = 500;

/** A retry that is under way is not started again during this time. */
const underWaySeconds = 3600;

/**
 * Sends what is due back to the queue, oldest first; items of integrations that do not run keep waiting. An item
 * stays parked until its retry went through: the worker removes it, or parks it anew.
 */
export async function retryParked(
  deps: RetryParkedDeps,
): Promise<{ readonly retried: number; readonly waiting: number }> {
  const now = deps.clock.now();
  const due = await deps.parked.due(now, atOnce);
  const running = new Set(
    (await deps.integrations.list({})).filter(({ status }) => isRunning(status)).map(({ id }) => id),
  );
  const ready = due.filter((item) => running.has(item.integrationId));
  let retried = 0;
  for (const item of ready) {
    const change = {
      ...item.change,
      cause: 'retry' as const,
      deliveryKey: `${item.change.deliveryKey}~${item.attempts}`,
    };
    await deps.parked.put({ ...item, attempts: 0, retryAt: addSeconds(now, underWaySeconds) });
    if ((await deps.changes.send([change])) !== 'accepted') break;
    retried++;
  }
  return { retried, waiting: due.length - retried };
}
