import { addSeconds } from '../../domain/dates.ts';
import type { Integration } from '../../domain/integration.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { BreakerStore } from '../ports.ts';
import { type HealthNow, healthNow } from './health-now.ts';
import { type MeasureDeps, measure } from './measure.ts';

export interface LookDeps extends MeasureDeps {
  readonly breakers: Pick<BreakerStore, 'get' | 'getMany'>;
}

/** The watch looks every five minutes; older than this, it has missed some. */
const staleSeconds = 900;
const atOnce = 5;

/** The health of each at this moment, by id. Whoever the watch has not looked at lately is looked at now. */
export async function latestLooks(
  deps: LookDeps,
  integrations: readonly Integration[],
): Promise<ReadonlyMap<string, HealthNow>> {
  const known = await deps.health.snapshots(integrations.map(({ id }) => id));
  const oldest = addSeconds(deps.clock.now(), -staleSeconds);
  const looks = await mapConcurrently(integrations, atOnce, async (integration) => {
    const found = known.find(({ integrationId }) => integrationId === integration.id);
    const snapshot =
      found !== undefined && found.measuredAt > oldest ? found : (await measure(deps, integration)).snapshot;
    return { integration, snapshot };
  });
  return healthNow(deps, looks);
}
