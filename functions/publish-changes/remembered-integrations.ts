import type { IntegrationStore } from '../../shared/application/ports.ts';
import type { PublishDeps } from '../../shared/application/sync/publish-changes.ts';
import { limits } from '../../shared/config/limits.ts';
import { cached } from '../runtime/cache.ts';

/** Lists all integrations from memory, where they were read at the moment that is asked for or later. */
export function rememberedIntegrations(
  integrations: Pick<IntegrationStore, 'list'>,
  now?: () => number,
): PublishDeps['integrations'] {
  const listed = cached(() => integrations.list({}), limits.integrationCacheSeconds, now);
  return { list: (_all, asOf) => listed('all', { asOf: Date.parse(asOf) }) };
}
