import { afterFailedTry } from '../../domain/attempts-log.ts';
import { retryDelaySeconds, triesInQueue } from '../../domain/backoff.ts';
import type { Change } from '../../domain/change.ts';
import { addSeconds } from '../../domain/dates.ts';
import { afterFault, type Fault } from '../../domain/fault.ts';
import type { Instant } from '../../domain/values.ts';
import { mapConcurrently } from '../concurrency.ts';
import { errorFields } from '../error-fields.ts';
import type { Clock, Logger, LogStore } from '../ports.ts';
import type { Bundle, ChangeMessage, FailedMessage } from './bundle.ts';
import { endChange } from './end-change.ts';
import { type NoteDeps, noteEnd } from './note-end.ts';
import { type ParkDeps, park, parkedId } from './park.ts';

export interface RetryDeps extends ParkDeps, Pick<NoteDeps, 'metrics'> {
  readonly logger: Logger;
  /** Factor on every retry delay; 1 in production. */
  readonly retryTimeScale: number;
}

/**
 * A try failed: the messages come back after a delay, and the entry tells it. After the last try the change is set
 * aside with its true fault, so that what came in behind it goes on.
 */
export async function parkOrRetry(
  deps: RetryDeps,
  item: Bundle,
  fault: Fault,
): Promise<readonly FailedMessage[]> {
  const { newest } = item;
  if (isLastTry(newest)) return setAside(deps, item, fault);
  const spent = item.all.filter((message) => message !== newest && isLastTry(message));
  const back = item.all
    .filter((message) => !spent.includes(message))
    .map((message) => ({ messageId: message.messageId, delaySeconds: delayOf(deps, message, fault) }));
  try {
    const nextTryAt = addSeconds(deps.clock.now(), delayOf(deps, newest, fault));
    const noted = await noteTry(deps, newest.change, fault, nextTryAt);
    if (noted === 'dropped') {
      await deps.parked.remove(parkedId(newest.change));
      return back.filter(({ messageId }) => messageId !== newest.messageId);
    }
    // The newest one will look at the same pair; these would be taken for lost with their next delivery.
    await endOlder(deps, item, spent);
    return back;
  } catch (error) {
    deps.logger.warn('a failed try could not be told', {
      logId: newest.change.logId,
      ...errorFields(error),
    });
    return [...back, ...spent.map(({ messageId }) => ({ messageId, delaySeconds: 0 }))];
  }
}

const isLastTry = ({ receiveCount }: ChangeMessage): boolean => receiveCount >= triesInQueue;

/** What cannot be set aside now falls into the dead-letter queue, and is set aside from there. */
async function setAside(deps: RetryDeps, item: Bundle, fault: Fault): Promise<readonly FailedMessage[]> {
  try {
    await park(deps, item.newest.change, fault, item.newest.receiveCount, 'dead');
    noteEnd(deps, item.newest.change, 'dead');
    await endOlder(deps, item, item.all);
    return [];
  } catch (error) {
    deps.logger.error('a change could not be set aside after its last try', {
      logId: item.newest.change.logId,
      ...errorFields(error),
    });
    return item.all.map(({ messageId }) => ({ messageId, delaySeconds: 0 }));
  }
}

/**
 * Older hints about the same pair end with the newest one: what they told of has been looked at. One that ended
 * before and was delivered again keeps its entry.
 */
export async function endOlder(
  deps: RetryDeps,
  { newest }: Bundle,
  messages: readonly ChangeMessage[],
): Promise<void> {
  const older = messages.filter(
    (message) => message !== newest && message.change.logId !== newest.change.logId,
  );
  await mapConcurrently(older, 10, async ({ change }) => {
    await endChange(deps, change, 'superseded');
    noteEnd(deps, change, 'superseded');
  });
}

/** Tells in the change's entry that a try failed; `dropped` when an admin no longer wants it tried. */
export async function noteTry(
  deps: { readonly logs: LogStore; readonly clock: Clock },
  change: Change,
  fault: Fault,
  nextTryAt: Instant,
): Promise<'noted' | 'dropped'> {
  const told = await deps.logs.get(change.logId);
  if (told?.decided?.act === 'dropped') return 'dropped';
  const failure = { fault, at: deps.clock.now(), nextTryAt };
  await deps.logs.put([afterFailedTry(told, change, failure)]);
  return 'noted';
}

function delayOf(
  { retryTimeScale }: RetryDeps,
  { receiveCount, change }: ChangeMessage,
  fault: Fault,
): number {
  const response = afterFault(fault);
  const asked = response.act === 'retry' ? response.delaySeconds : undefined;
  if (asked === undefined) return retryDelaySeconds(receiveCount, spreadOf(change.logId), retryTimeScale);
  // What the vendor allows is counted in real time, whatever the scale.
  return Math.ceil(asked * (fault.kind === 'rate-limited' ? 1 : Math.min(1, retryTimeScale)));
}

/** A number in [0, 1) that is the same for the same entry, so that retries are spread but repeatable. */
const spreadOf = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7) / 997;
