import { waitsForSignIn } from '../../domain/fault.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { Clock, ParkedStore } from '../ports.ts';

export interface WakeDeps {
  readonly parked: ParkedStore;
  readonly clock: Clock;
}

const pageSize = 100;
/** What lies beyond comes back at its own time, a quarter of an hour later at first. */
const mostPages = 20;

/**
 * What was set aside because nobody was signed in is held from now on, so that it is released with everything else that
 * waited for the integration; should the release be lost, it is due anyway. Answers how many changes that were.
 */
export async function wakeParked(deps: WakeDeps, integrationId: string): Promise<number> {
  const now = deps.clock.now();
  let woken = 0;
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const request = { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) };
    const { items, cursor: next } = await deps.parked.list(integrationId, request);
    const waiting = items.filter((item) => item.held !== true && waitsForSignIn(item.fault));
    await mapConcurrently(waiting, 10, (item) =>
      deps.parked.put({ ...item, attempts: 0, held: true, retryAt: now }),
    );
    woken += waiting.length;
    cursor = next;
    if (cursor === undefined) break;
  }
  return woken;
}
