import type { Integration } from '../../domain/integration.ts';
import { followIntegration } from '../jobs/follow-integration.ts';
import { isRefused, type Refusal } from '../refusal.ts';
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
  const stopped = await stop(deps, id);
  if (isRefused(stopped)) return stopped;
  const { integration } = stopped;
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
  await deps.integrations.remove(integration, deps.clock.now());
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

const tries = 10;

/** Whatever is written about it meanwhile, e.g. by a run that ends: who deletes it means the integration. */
async function stop(
  { integrations }: AdminDeps,
  id: string,
): Promise<{ readonly integration: Integration } | Refusal> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const known = await integrations.get(id);
    if (known === undefined) return unknownIntegration(id);
    const integration = { ...known, version: known.version + 1, status: 'DISABLED' } as const;
    if ((await integrations.put(integration)) === 'written') return { integration };
  }
  return { refused: 'stale', message: 'The integration kept being changed meanwhile. Delete it again.' };
}
