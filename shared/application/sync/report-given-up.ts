import { parkedDelaySeconds } from '../../domain/backoff.ts';
import { elapsed } from '../../domain/dates.ts';
import type { Clock, IntegrationStore, ParkedStore } from '../ports.ts';

/** Per integration, how many parked items are past their 30 days of retries and wait for a person. */
export async function reportGivenUp(deps: {
  readonly integrations: IntegrationStore;
  readonly parked: ParkedStore;
  readonly clock: Clock;
}): Promise<
  readonly { readonly integrationId: string; readonly givenUp: number; readonly waiting: number }[]
> {
  const now = deps.clock.now();
  const reports = [];
  for (const { id } of await deps.integrations.list({})) {
    let [givenUp, waiting] = [0, 0];
    let cursor: string | undefined;
    do {
      const page = await deps.parked.list(id, { limit: 200, ...(cursor === undefined ? {} : { cursor }) });
      for (const item of page.items) {
        const over = parkedDelaySeconds(elapsed(item.parkedAt, now) / 1000) === undefined;
        if (over) givenUp++;
        else waiting++;
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
    reports.push({ integrationId: id, givenUp, waiting });
  }
  return reports;
}
