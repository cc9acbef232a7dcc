import { type Health, healthOf } from '../../domain/health.ts';
import type { Integration } from '../../domain/integration.ts';
import type { BreakerStore, Clock, MaintenanceStore } from '../ports.ts';
import { stateOf } from './measure.ts';
import type { HealthSnapshot } from './ports.ts';

export interface HealthNow {
  readonly integrationId: string;
  readonly health: Health;
  readonly snapshot: HealthSnapshot;
}

/**
 * The health at this moment, from what was counted at the last look: a pause, an outage or a lost sign-in shows at once,
 * though nobody counted anew.
 */
export async function healthNow(
  deps: {
    readonly breakers: Pick<BreakerStore, 'getMany'>;
    readonly maintenance: Pick<MaintenanceStore, 'get'>;
    readonly clock: Clock;
  },
  looks: readonly { readonly integration: Integration; readonly snapshot: HealthSnapshot }[],
): Promise<ReadonlyMap<string, HealthNow>> {
  const [breakers, maintenance] = await Promise.all([
    deps.breakers.getMany(looks.map(({ integration }) => integration.id)),
    deps.maintenance.get(),
  ]);
  const now = deps.clock.now();
  return new Map(
    looks.map(({ integration, snapshot }) => {
      const { id } = integration;
      const breaker = breakers.find(({ integrationId }) => integrationId === id);
      const health = healthOf(stateOf(integration, breaker, maintenance?.on), snapshot.facts, now);
      return [id, { integrationId: id, health, snapshot }];
    }),
  );
}
