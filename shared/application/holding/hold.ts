import { type Change, groupOf } from '../../domain/change.ts';
import { addSeconds, elapsed } from '../../domain/dates.ts';
import type { Fault } from '../../domain/fault.ts';
import type { Instant } from '../../domain/values.ts';
import { together } from '../concurrency.ts';
import type { Clock, Hasher, LogStore, ParkedItem, ParkedStore } from '../ports.ts';
import { endChange } from '../sync/end-change.ts';
import { parkedId } from '../sync/park.ts';

export interface HoldDeps {
  readonly parked: ParkedStore;
  readonly logs: LogStore;
  readonly clock: Clock;
  readonly hasher: Hasher;
}

const firstLookSeconds = 900;
const longestWaitSeconds = 86_400;

/** What nobody released is looked at by itself, ever more rarely: a release may have died, or come too early. */
export const heldUntil = (since: Instant, now: Instant): Instant =>
  addSeconds(now, Math.min(Math.max(elapsed(since, now) / 1000, firstLookSeconds), longestWaitSeconds));

/**
 * Keeps a change until its integration may go on. One item a pair: a newer change about the same record takes the place
 * of the older one, whose entry then says so, because whoever looks at the pair sees both sides as they are. A change
 * that was set aside before waits here from now on, not in two places. `due`: when it may go on by itself, where that is
 * known.
 */
export async function hold(deps: HoldDeps, change: Change, why: string, due?: Instant): Promise<void> {
  const aside = change.cause === 'retry' ? await deps.parked.get(parkedId(change)) : undefined;
  await keep(deps, aside?.change ?? change, why, { aside, due });
  if (aside !== undefined) await deps.parked.remove(aside.id);
}

async function keep(
  deps: HoldDeps,
  change: Change,
  why: string,
  { aside, due }: { readonly aside: ParkedItem | undefined; readonly due: Instant | undefined },
): Promise<void> {
  const now = deps.clock.now();
  const id = heldId(deps.hasher, change);
  const known = await deps.parked.get(id);
  const older = known?.change.logId === change.logId ? undefined : known?.change;
  if (older !== undefined && older.receivedAt > change.receivedAt)
    return endChange(deps, change, 'superseded');
  // First of all: once the item is replaced nobody knows the older change any more.
  if (older !== undefined) await endChange(deps, older, 'superseded');
  const fault: Fault = { kind: 'unavailable', message: why };
  await together([
    deps.parked.put({
      ...{ id, integrationId: change.integrationId, change, fault, held: true },
      ...{ attempts: aside?.attempts ?? [], tries: aside?.tries ?? 0 },
      parkedAt: known?.parkedAt ?? aside?.parkedAt ?? now,
      retryAt: due ?? heldUntil(known?.parkedAt ?? now, now),
    }),
    endChange(deps, change, 'held', fault),
  ]);
}

/** The same for every change of one record on one side. */
export const heldId = (hasher: Hasher, change: Change): string =>
  `${change.integrationId}:held:${hasher.hash(groupOf(change))}`;
