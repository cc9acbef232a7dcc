import { addSeconds } from './dates.ts';
import type { Instant } from './values.ts';

/**
 * Whether an external system is worth calling. `closed` calls go out · `checking` several failed in a row, and one worker
 * finds out whether the system is down or only some records trouble it · `open` it is down: work waits · `probing` one
 * worker tries whether it is back.
 */
export type BreakerState = 'closed' | 'checking' | 'open' | 'probing';

export interface Breaker {
  readonly schemaVersion: 1;
  readonly integrationId: string;
  readonly version: number;
  readonly state: BreakerState;
  /** Failures in a row without a success between them. */
  readonly failures: number;
  readonly firstFailureAt: Instant;
  /** What the last failure said. */
  readonly reason: string;
  readonly openedAt?: Instant;
  readonly probeAt?: Instant;
  /** Since when somebody is checking or probing; whoever died on it is followed up. */
  readonly claimedAt?: Instant;
}

const failuresBeforeCheck = 3;
const forgetAfterSeconds = 600;
/** A check is one call with its time-out; whoever takes longer died on it. */
const claimSeconds = 60;
/** Between two probes of a system that is down. */
export const probeSeconds = 300;

export const isOpen = (breaker: Pick<Breaker, 'state'> | undefined): boolean =>
  breaker?.state === 'open' || breaker?.state === 'probing';

const claimIsStale = ({ claimedAt }: Breaker, now: Instant): boolean =>
  claimedAt === undefined || addSeconds(claimedAt, claimSeconds) < now;

/** What a failure makes of the breaker; `undefined` where it says nothing new. `checking` asks the caller to check. */
export function afterFailure(
  known: Breaker | undefined,
  integrationId: string,
  reason: string,
  now: Instant,
): Breaker | undefined {
  if (known !== undefined && isOpen(known)) return undefined;
  if (known?.state === 'checking' && !claimIsStale(known, now)) return undefined;
  const counts = known !== undefined && addSeconds(known.firstFailureAt, forgetAfterSeconds) > now;
  const failures = (counts ? known.failures : 0) + 1;
  const next = {
    schemaVersion: 1,
    integrationId,
    version: (known?.version ?? 0) + 1,
    failures,
    firstFailureAt: counts && known.failures > 0 ? known.firstFailureAt : now,
    reason,
  } as const;
  return failures < failuresBeforeCheck
    ? { ...next, state: 'closed' }
    : { ...next, state: 'checking', claimedAt: now };
}

/** The breaker after a call that went through. */
export function afterSuccess({ integrationId, version, firstFailureAt, reason }: Breaker): Breaker {
  const next = {
    schemaVersion: 1,
    integrationId,
    version: version + 1,
    state: 'closed',
    failures: 0,
  } as const;
  return { ...next, firstFailureAt, reason };
}

/** The breaker after a check or probe that found the system down; `scale` shrinks the wait in tests. */
export function afterDown(breaker: Breaker, reason: string, now: Instant, scale: number): Breaker {
  const { claimedAt: _done, ...rest } = breaker;
  return {
    ...rest,
    version: breaker.version + 1,
    state: 'open',
    reason,
    openedAt: breaker.openedAt ?? now,
    probeAt: addSeconds(now, Math.round(probeSeconds * scale)),
  };
}

/** The breaker as whoever probes now claims it; `undefined` while the time has not come or somebody else probes. */
export function claimProbe(breaker: Breaker, now: Instant): Breaker | undefined {
  if (breaker.state === 'probing' && !claimIsStale(breaker, now)) return undefined;
  if (breaker.state === 'open' && breaker.probeAt !== undefined && breaker.probeAt > now) return undefined;
  return isOpen(breaker)
    ? { ...breaker, version: breaker.version + 1, state: 'probing', claimedAt: now }
    : undefined;
}
