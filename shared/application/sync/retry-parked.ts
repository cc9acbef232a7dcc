import { addSeconds } from '../../domain/dates.ts';
import { type Integration, isRunning } from '../../domain/integration.ts';
import type { Instant } from '../../domain/values.ts';
import type { ChangeQueue, Clock, IntegrationStore, ParkedItem, ParkedStore } from '../ports.ts';

export interface RetryParkedDeps {
  readonly parked: ParkedStore;
  readonly integrations: IntegrationStore;
  readonly changes: ChangeQueue;
  readonly clock: Clock;
}

const atOnce = 500;
/** Rounds of one call; what is left is done by the next one. */
const mostRounds = 20;
/** A retry that is under way is not started again during this time. */
const underWaySeconds = 3600;
const restSeconds = 900;

/**
 * Sends what is due back to the queue, oldest first. An item stays parked until its retry went through: the worker
 * removes it, or parks it anew. Items of integrations that rest are put back for a while, so that they do not stand
 * in the way of others; items of integrations that are gone go too.
 */
export async function retryParked(
  deps: RetryParkedDeps,
): Promise<{ readonly retried: number; readonly waiting: number }> {
  const now = deps.clock.now();
  const known = new Map((await deps.integrations.list({})).map((item) => [item.id, item]));
  const counts = { retried: 0, waiting: 0, gone: 0 };
  for (let round = 0; round < mostRounds; round++) {
    const due = await deps.parked.due(now, atOnce);
    for (const item of due) counts[await handle(deps, item, known.get(item.integrationId), now)]++;
    if (due.length < atOnce) break;
  }
  return { retried: counts.retried, waiting: counts.waiting };
}

async function handle(
  deps: RetryParkedDeps,
  item: ParkedItem,
  integration: Integration | undefined,
  now: Instant,
): Promise<'retried' | 'waiting' | 'gone'> {
  const postpone = (seconds: number) =>
    deps.parked.put({ ...item, attempts: 0, retryAt: addSeconds(now, seconds) });
  if (integration === undefined) {
    await deps.parked.remove(item.id);
    return 'gone';
  }
  if (!isRunning(integration.status)) {
    await postpone(restSeconds);
    return 'waiting';
  }
  await postpone(underWaySeconds);
  const change = {
    ...item.change,
    cause: 'retry' as const,
    deliveryKey: `${item.change.deliveryKey}~${item.attempts}`,
  };
  if ((await deps.changes.send([change])) === 'accepted') return 'retried';
  await postpone(restSeconds);
  return 'waiting';
}
