import { afterDown, afterFailure, afterSuccess, type Breaker, isOpen } from '../../domain/breaker.ts';
import type { Fault } from '../../domain/fault.ts';
import type { Integration } from '../../domain/integration.ts';
import { type RaiseDeps, raiseAlert } from '../alerts/raise-alert.ts';
import { type FollowDeps, followIntegration } from '../jobs/follow-integration.ts';
import type { BreakerStore, IntegrationStore } from '../ports.ts';
import type { SyncContext } from '../sync/context.ts';
import { whyDown } from './is-down.ts';

export interface OutageDeps extends RaiseDeps, FollowDeps {
  readonly breakers: BreakerStore;
  readonly integrations: IntegrationStore;
  /** Factor on the time between probes; 1 in production. */
  readonly retryTimeScale: number;
}

/**
 * Counts a call that failed because the system did not answer. After several in a row the system itself is asked: it is
 * down, or it was the records. Answers whether work has to wait now.
 */
export async function noteFailure(
  deps: OutageDeps,
  context: SyncContext,
  fault: Fault,
): Promise<'open' | 'closed'> {
  if (fault.outage !== true) return 'closed';
  const { id } = context.integration;
  const known = await deps.breakers.get(id);
  if (isOpen(known)) return 'open';
  const next = afterFailure(known, id, fault.message, deps.clock.now());
  if (next === undefined || (await deps.breakers.put(next)) === 'stale') return 'closed';
  return next.state === 'checking' ? check(deps, context, next) : 'closed';
}

/** A call went through; costs nothing unless failures were counted when the context was loaded. */
export async function noteSuccess(deps: Pick<OutageDeps, 'breakers'>, context: SyncContext): Promise<void> {
  if ((context.breaker?.failures ?? 0) === 0) return;
  const known = await deps.breakers.get(context.integration.id);
  if (known !== undefined && known.state === 'closed' && known.failures > 0)
    await deps.breakers.put(afterSuccess(known));
}

async function check(deps: OutageDeps, context: SyncContext, checking: Breaker): Promise<'open' | 'closed'> {
  const reason = await whyDown(context.system);
  if (reason === undefined) {
    await deps.breakers.put(afterSuccess(checking));
    return 'closed';
  }
  const open = afterDown(checking, reason, deps.clock.now(), deps.retryTimeScale);
  if ((await deps.breakers.put(open)) === 'written') await enterOutage(deps, context.integration, open);
  return 'open';
}

/** Runs wait, the card turns yellow (or red, where the admin wants to decide), and the admins are told once. */
async function enterOutage(deps: OutageDeps, { id }: Integration, { reason }: Breaker): Promise<void> {
  const integration = await deps.integrations.get(id);
  if (integration === undefined) return;
  const now = deps.clock.now();
  const { autoRecover } = integration;
  await deps.integrations.put({
    ...integration,
    version: integration.version + 1,
    status:
      integration.status !== 'ACTIVE' && integration.status !== 'DEGRADED'
        ? integration.status
        : autoRecover
          ? 'DEGRADED'
          : 'ERROR',
    lastErrorAt: now,
    lastErrorMessage: reason,
    updatedAt: now,
  });
  await followIntegration(deps, id, 'ERROR');
  await raiseAlert(deps, {
    integrationId: id,
    ...{ kind: 'outage', cause: 'outage', severity: 'critical' },
    sentence: `The other system does not answer (${reason}). Changes on both sides are kept and wait.`,
    cure: autoRecover
      ? 'Nothing needs to be done: it is tried every five minutes, and what waits is caught up by itself.'
      : 'See whether the other system is well, then set the integration to active again.',
  });
}
