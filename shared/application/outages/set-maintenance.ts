import { isRunning } from '../../domain/integration.ts';
import { recordAct } from '../integrations/audit.ts';
import { type FollowDeps, followIntegration } from '../jobs/follow-integration.ts';
import type { AuditStore, Ids, IntegrationStore, Maintenance, MaintenanceStore } from '../ports.ts';
import type { Refusal } from '../refusal.ts';

export interface MaintenanceDeps extends FollowDeps {
  readonly maintenance: MaintenanceStore;
  readonly integrations: IntegrationStore;
  readonly audit: AuditStore;
  readonly ids: Ids;
}

/**
 * Lets all integrations rest, or go on: what arrives meanwhile is kept, as for a paused one. Workers notice within half
 * a minute. Turning it to where it stands changes nothing but the reason.
 */
export async function setMaintenance(
  deps: MaintenanceDeps,
  wish: { readonly on: boolean; readonly reason: string },
  actor: string,
): Promise<{ readonly maintenance: Maintenance } | Refusal> {
  const known = await deps.maintenance.get();
  const maintenance: Maintenance = {
    ...{ schemaVersion: 1, version: (known?.version ?? 0) + 1, ...wish },
    ...{ changedAt: deps.clock.now(), changedBy: actor },
  };
  if ((await deps.maintenance.put(maintenance)) === 'stale')
    return {
      refused: 'stale',
      message: 'Somebody else turned the switch just now. Look again, then decide.',
    };
  const before = { on: known?.on === true, reason: known?.reason ?? '' };
  await recordAct(deps, actor, 'system.maintenance', 'system', before, { ...wish });
  if (!wish.on && known?.on === true) await goOn(deps);
  return { maintenance };
}

async function goOn(deps: MaintenanceDeps): Promise<void> {
  for (const { id, status } of await deps.integrations.list({}))
    if (isRunning(status)) await followIntegration(deps, id, status);
}
