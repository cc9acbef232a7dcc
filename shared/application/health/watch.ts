import type { Integration } from '../../domain/integration.ts';
import { mapConcurrently } from '../concurrency.ts';
import { errorFields } from '../error-fields.ts';
import type { IntegrationStore, Logger } from '../ports.ts';
import { type MeasureDeps, type Measured, measure } from './measure.ts';

export interface WatchDeps extends MeasureDeps {
  readonly integrations: Pick<IntegrationStore, 'list'>;
  readonly logger: Logger;
}

const atOnce = 20;

/**
 * Looks at every integration and keeps what was seen; `then` does what follows from it. One that cannot be looked at holds
 * up no other. Answers how many were.
 */
export async function watchHealth(
  deps: WatchDeps,
  then: (integration: Integration, measured: Measured) => Promise<void> = async () => undefined,
): Promise<number> {
  const looked = await mapConcurrently(await deps.integrations.list({}), atOnce, async (integration) => {
    try {
      const measured = await measure(deps, integration);
      await deps.health.put(measured.snapshot, measured.hours);
      await then(integration, measured);
      return 1;
    } catch (error) {
      deps.logger.error('the health of an integration could not be measured', {
        integrationId: integration.id,
        ...errorFields(error),
      });
      return 0;
    }
  });
  return looked.reduce<number>((sum, each) => sum + each, 0);
}
