import { addSeconds } from '../../domain/dates.ts';
import { liesInTheSystem } from '../../domain/fault.ts';
import type { Instant } from '../../domain/values.ts';
import type { ParkedItem, ParkedStore } from '../ports.ts';

const pageSize = 100;
/** A change that was sent on and shows no end after this time is sent again. */
export const underWaySeconds = 900;

/**
 * Everything that goes on with its integration, oldest first: what is held, and what was set aside because the system
 * itself did not answer or let us in. What comes by within minutes anyway, or is under way, is left alone.
 */
export async function waitingItems(
  parked: Pick<ParkedStore, 'list'>,
  integrationId: string,
  now: Instant,
): Promise<readonly ParkedItem[]> {
  const soon = addSeconds(now, underWaySeconds);
  const found: ParkedItem[] = [];
  let cursor: string | undefined;
  do {
    const page = { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) };
    const answer = await parked.list(integrationId, page);
    found.push(
      ...answer.items.filter(
        ({ held, fault, retryAt }) => held === true || (liesInTheSystem(fault) && retryAt > soon),
      ),
    );
    cursor = answer.cursor;
  } while (cursor !== undefined);
  return found.sort((a, b) => (a.change.receivedAt < b.change.receivedAt ? -1 : 1));
}
