import type { Fault } from '../../domain/fault.ts';
import type { Integration } from '../../domain/integration.ts';
import type { Clock, IntegrationStore } from '../ports.ts';

export interface TroubleDeps {
  readonly integrations: IntegrationStore;
  readonly clock: Clock;
}

/** The vendor no longer accepts our sign-in: nothing runs until an admin gives new credentials. */
export const needsReconnection = (deps: TroubleDeps, integration: Integration, fault: Fault): Promise<void> =>
  save(deps, integration, fault, 'ERROR');

/** Remembers what went wrong last; the integration goes on. */
export const noteTrouble = (deps: TroubleDeps, integration: Integration, fault: Fault): Promise<void> =>
  save(deps, integration, fault, undefined);

/** A lost race is fine: whoever won wrote something newer about the same integration. */
async function save(
  deps: TroubleDeps,
  integration: Integration,
  fault: Fault,
  status: Integration['status'] | undefined,
): Promise<void> {
  const current = await deps.integrations.get(integration.id);
  if (current === undefined) return;
  // An admin signed in while this work still held the old values: what they were refused says nothing any more.
  const outlived = status === 'ERROR' && current.credentialsSetAt !== integration.credentialsSetAt;
  if (outlived) return;
  const now = deps.clock.now();
  await deps.integrations.put({
    ...current,
    version: current.version + 1,
    status: status ?? current.status,
    lastErrorAt: now,
    lastErrorMessage: fault.message,
    updatedAt: now,
  });
}
