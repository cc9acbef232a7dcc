import { afterDown, afterSuccess, type Breaker, claimProbe } from '../../domain/breaker.ts';
import { clearAlert } from '../alerts/clear-alert.ts';
import { type GoOnDeps, sendOnward } from '../holding/send-onward.ts';
import type { Connectors } from '../ports.ts';
import { type ContextDeps, loadContext, type SyncContext } from '../sync/context.ts';
import { whyDown } from './is-down.ts';
import type { OutageDeps } from './note-calls.ts';

export interface ProbeDeps extends OutageDeps, ContextDeps, GoOnDeps {
  readonly connectors: Connectors;
}

/** Tries a system that is down, once at a time; its work goes on when it answers. */
export async function probe(deps: ProbeDeps, breaker: Breaker): Promise<'not-now' | 'down' | 'back'> {
  const { probeAt: _waived, ...now } = breaker;
  const claimed = claimProbe(now, deps.clock.now());
  if (claimed === undefined || (await deps.breakers.put(claimed)) === 'stale') return 'not-now';
  const context = await loadContext(deps, breaker.integrationId);
  if (context === undefined) return 'not-now';
  const reason = await whyDown(context.system);
  if (reason === undefined) return leaveOutage(deps, context, claimed);
  await deps.breakers.put(afterDown(claimed, reason, deps.clock.now(), deps.retryTimeScale));
  return 'down';
}

/** What waited goes on; first of all the breaker, so that a death here is healed by the held work itself. */
async function leaveOutage(
  deps: ProbeDeps,
  { integration: { id } }: SyncContext,
  claimed: Breaker,
): Promise<'back' | 'not-now'> {
  if ((await deps.breakers.put(afterSuccess(claimed))) === 'stale') return 'not-now';
  const integration = await deps.integrations.get(id);
  if (integration === undefined) return 'not-now';
  const now = deps.clock.now();
  if (integration.status === 'DEGRADED')
    await deps.integrations.put({
      ...integration,
      ...{ version: integration.version + 1, status: 'ACTIVE', updatedAt: now },
    });
  await sendOnward(deps, id, 'catch-up');
  await clearAlert(deps, {
    ...{ integrationId: id, kind: 'outage', cause: 'outage' },
    sentence: 'The other system answers again. What waited is being caught up.',
  });
  return 'back';
}
