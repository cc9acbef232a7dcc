import type { Integration, SyncFrequency } from '../../domain/integration.ts';
import { expectedRun, type QuotaPlan, quotaPlan } from '../../domain/quota-plan.ts';
import { streamsOf } from '../jobs/streams.ts';
import type { Connectors, JobStore } from '../ports.ts';

/** Runs that tell what the next one will ask. */
const runsLookedAt = 20;

/** Whether the integration's schedule (or another one) fits into what its system allows, by what past runs asked. */
export async function planQuota(
  deps: { readonly connectors: Connectors; readonly jobs: Pick<JobStore, 'list'> },
  integration: Integration,
  frequency: SyncFrequency = integration.syncFrequency,
): Promise<QuotaPlan> {
  const { items } = await deps.jobs.list(integration.id, { limit: runsLookedAt });
  const streams = (await streamsOf(deps.connectors, integration, integration.dataTypes)).length;
  const { budgets } = await deps.connectors.facts(integration.type);
  return quotaPlan(budgets(integration.settings), frequency, expectedRun(items, streams));
}
