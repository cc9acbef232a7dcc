import { addSeconds } from '../../domain/dates.ts';
import { FaultError, faultOf } from '../../domain/fault.ts';
import type { SignInValues } from '../../domain/sign-in.ts';
import { isOutdated, withToken } from '../../domain/tokens.ts';
import type { RenewDeps } from './deps.ts';
import type { ConnectionTarget } from './ports.ts';

/** Longer than the slowest token endpoint (the client gives up after 20 s) and the writes after it. */
const leaseSeconds = 60;
/** A renewal that has not begun by then leaves too little of its lease for an answer to be stored in. */
const latestStartSeconds = 25;
const mostTurns = 12;
const mostWrites = 3;

/** Where the stored sign-in lies: the integration's id, or that of a connection that is being made. */
export interface StoredAt {
  readonly id: string;
  readonly target: ConnectionTarget;
}

/**
 * Renews the token of a stored sign-in, once over all workers: who gets the lease reads the secret again, asks the
 * vendor, and stores the answer as one value before anybody uses it. Everybody else waits for that value, at most
 * `turns` looks long. `stillGood` says whether what was read is a token to go on with.
 *
 * A death between the vendor's answer and our write loses that answer. Vendors that do not rotate refresh tokens
 * (Asana, HubSpot, Salesforce unless switched on) and sign-ins that are minted anew lose nothing by it; where they
 * rotate (Trello, monday, Harvest) and the vendor has no grace time, a person has to sign in again.
 */
export async function renewToken(
  deps: RenewDeps,
  stored: StoredAt,
  stillGood: (values: SignInValues) => Promise<boolean>,
  turns = mostTurns,
): Promise<SignInValues> {
  const holder = deps.ids.next('renewal');
  for (let turn = 0; turn < turns; turn++) {
    if (turn > 0) await deps.leases.wait();
    const before = await read(deps, stored.id);
    if (await stillGood(before)) return before;
    const takenAt = deps.clock.now();
    const lease = await deps.leases.take(stored.id, holder, takenAt, addSeconds(takenAt, leaseSeconds));
    if (lease.outcome === 'held') continue;
    const renewed = await withLease(deps, stored, stillGood, { holder, takenAt, last: lease.lastObtainedAt });
    if (renewed !== undefined) return renewed;
  }
  throw busy();
}

interface Held {
  readonly holder: string;
  readonly takenAt: string;
  readonly last: string | undefined;
}

/** `undefined`: nothing was done, look again. The lease is given back whatever happens. */
async function withLease(
  deps: RenewDeps,
  stored: StoredAt,
  stillGood: (values: SignInValues) => Promise<boolean>,
  { holder, takenAt, last }: Held,
): Promise<SignInValues | undefined> {
  let obtainedAt: string | undefined;
  try {
    const values = await read(deps, stored.id);
    if (isOutdated(values, last, deps.clock.now())) return undefined;
    if (await stillGood(values)) return values;
    const askedAt = deps.clock.now();
    if (askedAt > addSeconds(takenAt, latestStartSeconds)) return undefined;
    const answer = await deps.issuer.renew(stored.target, values);
    const next = withToken(values, answer, askedAt);
    await store(deps, stored.id, next);
    obtainedAt = next.obtainedAt;
    return next;
  } finally {
    await deps.leases.release(stored.id, holder, obtainedAt).catch(() => undefined);
  }
}

async function read(deps: RenewDeps, id: string): Promise<SignInValues> {
  const values = await deps.secrets.credentials(id, 'fresh');
  if (values !== undefined) return values;
  throw new FaultError({ kind: 'unauthorized', message: 'No credentials are stored: sign in again.' });
}

/** The answer may be the only copy of a refresh token: a write that fails is tried again before it is given up. */
async function store(deps: RenewDeps, id: string, values: SignInValues): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await deps.secrets.saveCredentials(id, values);
    } catch (error) {
      if (attempt === mostWrites)
        throw new FaultError({
          kind: 'unavailable',
          message: `The renewed sign-in could not be stored: ${faultOf(error).message}`,
        });
      await deps.leases.wait();
    }
  }
}

const busy = (): FaultError =>
  new FaultError({
    kind: 'unavailable',
    message: 'The sign-in is being renewed.',
    // Six tries of a message outlast the lease of a worker that died.
    retryAfterSeconds: 20,
  });
