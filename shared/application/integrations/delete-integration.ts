import type { Integration } from '../../domain/integration.ts';
import { followIntegration } from '../jobs/follow-integration.ts';
import type { Refusal } from '../refusal.ts';
import { unregisterWebhooks } from '../webhooks/register.ts';
import { recordAct } from './audit.ts';
import type { AdminDeps } from './deps.ts';
import { unknownIntegration } from './update-integration.ts';

export interface DeletedIntegration {
  readonly mappings: number;
  readonly conflicts: number;
  readonly warnings: readonly string[];
}

/**
 * Disconnects a system. The integration stops first, so that what is still in flight finds nothing to do; BritePool's
 * records and the audit trail stay.
 */
export async function deleteIntegration(
  deps: AdminDeps,
  id: string,
  actor: string,
): Promise<DeletedIntegration | Refusal> {
  const integration = await deps.integrations.get(id);
  if (integration === undefined) return unknownIntegration(id);
  const stopped: Integration = { ...integration, version: integration.version + 1, status: 'DISABLED' };
  if ((await deps.integrations.put(stopped)) !== 'written') {
    return {
      refused: 'stale',
      message: `"${integration.name}" was changed meanwhile. Load it again, then delete.`,
    };
  }
  await followIntegration(deps, id, 'deleted');
  const warnings = await unregisterWebhooks(deps, integration);
  await deps.schedules.remove(id);
  const mappings = await deps.pairs.removeAll(id);
  const conflicts = await deps.conflicts.removeAll(id);
  await deps.approvals.removeAll(id);
  await deps.reviews.removeAll(id);
  await deps.alerts.removeAll(id);
  await deps.checkpoints.removeAll(id);
  await deps.waiting.removeAll(id);
  await deps.unknownValues.forget(await deps.unknownValues.list(id));
  await deps.secrets.removeAll(id);
  await deps.leases.removeAll(id);
  await deps.integrations.remove(stopped, deps.clock.now());
  await recordAct(
    deps,
    actor,
    'integration.deleted',
    id,
    { name: integration.name, type: integration.type },
    null,
  );
  return { mappings, conflicts, warnings };
}
