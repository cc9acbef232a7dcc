import { addSeconds } from '../../domain/dates.ts';
import { type Integration, isRunning } from '../../domain/integration.ts';
import type { Instant } from '../../domain/values.ts';
import { heldUntil } from '../holding/hold.ts';
import { sendAgain } from '../holding/release.ts';
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
const restSeconds = 900;

/**
 * Sends what is due back to the queue, oldest first. An item stays parked until its retry went through: the worker
 * removes it, or parks it anew. Items of integrations that rest are looked at ever more rarely, so that they do not
 * stand in the way of others; items of integrations that are gone go too.
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
  if (integration === undefined) {
    await deps.parked.remove(item.id);
    return 'gone';
  }
  if (!isRunning(integration.status)) {
    await deps.parked.put({ ...item, retryAt: heldUntil(item.parkedAt, now) });
    return 'waiting';
  }
  if ((await sendAgain(deps, [item])) === 'accepted') return 'retried';
  await deps.parked.put({ ...item, retryAt: addSeconds(now, restSeconds) });
  return 'waiting';
}
