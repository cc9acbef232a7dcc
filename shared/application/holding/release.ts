import { isOpen } from '../../domain/breaker.ts';
import { addSeconds } from '../../domain/dates.ts';
import { isRunning } from '../../domain/integration.ts';
import { mapConcurrently } from '../concurrency.ts';
import { type ProbeDeps, probe } from '../outages/probe.ts';
import type { ChangeQueue, MaintenanceStore, ParkedItem, ParkedStore } from '../ports.ts';
import { parkedId } from '../sync/park.ts';
import { underWaySeconds, waitingItems } from './waiting-items.ts';

export interface ReleaseDeps extends ProbeDeps {
  readonly parked: ParkedStore;
  readonly changes: ChangeQueue;
  readonly maintenance: MaintenanceStore;
}

const sentAtOnce = 100;

/**
 * Sends what was held for an integration back to the queue, oldest first, as far as `mayGoOn` allows. `more`: something is
 * left for another message. Nothing is sent while the integration still has to wait; a system that was down is tried at
 * once, because somebody says that it is well.
 */
export async function releaseHeld(
  deps: ReleaseDeps,
  integrationId: string,
  mayGoOn: () => boolean,
): Promise<'done' | 'more' | 'waits'> {
  if ((await deps.maintenance.get())?.on === true) return 'waits';
  const integration = await deps.integrations.get(integrationId);
  if (integration === undefined || !isRunning(integration.status)) return 'waits';
  const breaker = await deps.breakers.get(integrationId);
  if (breaker !== undefined && isOpen(breaker))
    return (await probe(deps, breaker)) === 'back' ? 'done' : 'waits';
  const held = await waitingItems(deps.parked, integrationId, deps.clock.now());
  for (let from = 0; from < held.length; from += sentAtOnce) {
    if (!mayGoOn()) return 'more';
    if ((await sendAgain(deps, held.slice(from, from + sentAtOnce))) === 'unavailable')
      throw new Error(
        'The change queue does not take what was held; the rest is released with the next try.',
      );
  }
  return 'done';
}

/**
 * Sends set-aside changes once more. What was held is from now on parked, so that it ends like any other retry: the worker
 * removes it when its change went through, or parks it anew.
 */
export async function sendAgain(
  deps: Pick<ReleaseDeps, 'parked' | 'changes' | 'clock'>,
  items: readonly ParkedItem[],
): Promise<'accepted' | 'unavailable'> {
  const now = deps.clock.now();
  await mapConcurrently(items, 10, async ({ held: _over, ...item }) => {
    const id = parkedId(item.change);
    await deps.parked.put({ ...item, id, retryAt: addSeconds(now, underWaySeconds) });
    // Meanwhile a newer change may have been held in its place, e.g. a deletion: that one waits on.
    if (id !== item.id) await deps.parked.remove(item.id, item.change.logId);
  });
  return deps.changes.send(
    items.map(({ change }) => ({
      ...change,
      cause: 'retry' as const,
      deliveryKey: `${change.deliveryKey}~${now}`,
    })),
    'again',
  );
}
