import { isRunning } from '../../domain/integration.ts';
import type { ChangeQueue, Clock, IntegrationStore, ParkedStore } from '../ports.ts';

export interface RetryParkedDeps {
  readonly parked: ParkedStore;
  readonly integrations: IntegrationStore;
  readonly changes: ChangeQueue;
  readonly clock: Clock;
}

const atOnce = 500;

/** Sends what is due back to the queue, oldest first; items of integrations that do not run keep waiting. */
export async function retryParked(
  deps: RetryParkedDeps,
): Promise<{ readonly retried: number; readonly waiting: number }> {
  const now = deps.clock.now();
  const due = await deps.parked.due(now, atOnce);
  const running = new Set(
    (await deps.integrations.list({})).filter(({ status }) => isRunning(status)).map(({ id }) => id),
  );
  const ready = due.filter((item) => running.has(item.integrationId));
  for (const item of ready) {
    const change = {
      ...item.change,
      cause: 'retry' as const,
      deliveryKey: `${item.change.deliveryKey}~${item.attempts}`,
    };
    if ((await deps.changes.send([change])) !== 'accepted') break;
    await deps.parked.remove(item.id);
  }
  return { retried: ready.length, waiting: due.length - ready.length };
}
