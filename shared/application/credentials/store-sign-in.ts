import { addSeconds } from '../../domain/dates.ts';
import type { SignInValues } from '../../domain/sign-in.ts';
import { clearAlert } from '../alerts/clear-alert.ts';
import type { TellDeps } from '../alerts/tell.ts';
import type { Ids, SecretStore } from '../ports.ts';
import type { TokenLeases } from './ports.ts';

export interface StoreDeps extends TellDeps {
  readonly secrets: Pick<SecretStore, 'saveCredentials'>;
  readonly leases: TokenLeases;
  readonly ids: Ids;
}

const leaseSeconds = 30;
const mostTurns = 12;

/**
 * Stores a new sign-in in place of the one before, and ends the alert that asked for it. Waits for a renewal under way:
 * its answer, written a moment later, would bring the old grant back. `busy`: it goes on; nothing was stored.
 */
export async function storeSignIn(
  deps: StoreDeps,
  integrationId: string,
  values: SignInValues,
): Promise<'stored' | 'busy'> {
  const holder = deps.ids.next('renewal');
  for (let turn = 0; turn < mostTurns; turn++) {
    if (turn > 0) await deps.leases.wait();
    const now = deps.clock.now();
    const lease = await deps.leases.take(integrationId, holder, now, addSeconds(now, leaseSeconds));
    if (lease.outcome === 'held') continue;
    let obtainedAt: string | undefined;
    try {
      await deps.secrets.saveCredentials(integrationId, values);
      obtainedAt = values.obtainedAt;
    } finally {
      await deps.leases.release(integrationId, holder, obtainedAt);
    }
    const cause = { integrationId, kind: 'sign-in', cause: 'sign-in' } as const;
    await clearAlert(deps, {
      ...cause,
      sentence: 'An admin signed in again; what waited is caught up with.',
    });
    return 'stored';
  }
  return 'busy';
}
