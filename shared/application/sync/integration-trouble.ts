import type { Fault } from '../../domain/fault.ts';
import type { Integration } from '../../domain/integration.ts';
import { type RaiseDeps, raiseAlert } from '../alerts/raise-alert.ts';

export type TroubleDeps = RaiseDeps;

/** The vendor no longer accepts our sign-in: nothing runs until an admin signs in again, and the admins are told once. */
export async function needsReconnection(
  deps: TroubleDeps,
  integration: Integration,
  fault: Fault,
): Promise<void> {
  if ((await save(deps, integration, fault, 'ERROR')) !== 'stopped') return;
  await raiseAlert(deps, {
    integrationId: integration.id,
    ...{ kind: 'sign-in', cause: 'sign-in', severity: 'critical' },
    sentence: `The other system no longer lets us in (${fault.message}). Changes on both sides are kept and wait.`,
    cure: 'Open the integration and sign in again. What waits is then caught up with by itself.',
  });
}

/** Remembers what went wrong last; the integration goes on. */
export async function noteTrouble(deps: TroubleDeps, integration: Integration, fault: Fault): Promise<void> {
  await save(deps, integration, fault, undefined);
}

/** A lost race is fine: whoever won wrote something newer about the same integration. */
async function save(
  deps: TroubleDeps,
  integration: Integration,
  fault: Fault,
  status: 'ERROR' | undefined,
): Promise<'stopped' | 'noted'> {
  const current = await deps.integrations.get(integration.id);
  if (current === undefined) return 'noted';
  // An admin signed in while this work still held the old values: what they were refused says nothing any more.
  const outlived = status === 'ERROR' && current.credentialsSetAt !== integration.credentialsSetAt;
  if (outlived) return 'noted';
  const now = deps.clock.now();
  const answer = await deps.integrations.put({
    ...current,
    version: current.version + 1,
    status: status ?? current.status,
    lastErrorAt: now,
    lastErrorMessage: fault.message,
    updatedAt: now,
  });
  return status === 'ERROR' && answer === 'written' && current.status !== 'ERROR' ? 'stopped' : 'noted';
}
