import { limits } from '../../config/limits.ts';
import { addSeconds } from '../../domain/dates.ts';
import type { Fault } from '../../domain/fault.ts';
import type { Instant } from '../../domain/values.ts';
import type { Clock } from '../ports.ts';
import type { Bundle } from '../sync/bundle.ts';

/** A retry that lies parked as well would be sent a second time meanwhile. */
const longestRetryWaitSeconds = 600;

/**
 * Until when a change is to be held because the vendor allows no more requests; `undefined` where its messages wait in
 * the queue. Waiting is no failure: it does not use up the tries of a message.
 */
export function heldForBudget(
  { clock }: { readonly clock: Clock },
  { newest, all }: Bundle,
  { kind, retryAfterSeconds = 60 }: Fault,
): Instant | undefined {
  if (kind !== 'rate-limited') return undefined;
  const tries = Math.max(...all.map(({ receiveCount }) => receiveCount));
  const isLate = tries >= limits.maxReceiveCount - 1;
  const isLong = newest.change.cause === 'retry' && retryAfterSeconds > longestRetryWaitSeconds;
  return isLate || isLong ? addSeconds(clock.now(), retryAfterSeconds) : undefined;
}
