import type { IntegrationStore } from '../../shared/application/ports.ts';
import type { SyncContext } from '../../shared/application/sync/context.ts';
import type { ProcessDeps } from '../../shared/application/sync/process-changes.ts';
import { limits } from '../../shared/config/limits.ts';
import { cached } from '../runtime/cache.ts';

const looksEverySeconds = 2;

/**
 * What is remembered of an integration, unless an admin changed, paused or removed it since: whoever pauses one sees it rest
 * within two seconds, though field mappings and credentials are read seldom. `now`: in ms.
 */
export function rememberedWork(
  load: (integrationId: string) => Promise<SyncContext | undefined>,
  integrations: Pick<IntegrationStore, 'get'>,
  now: () => number = Date.now,
): ProcessDeps['context'] {
  const loaded = async (id: string) => {
    const readAt = now();
    return { context: await load(id), readAt };
  };
  const remembered = cached(loaded, limits.integrationCacheSeconds, now);
  const looked = cached((id: string) => integrations.get(id), looksEverySeconds, now);
  return async (id, fresh) => {
    const { context, readAt } = await remembered(id, fresh);
    if (fresh !== undefined || now() - readAt < looksEverySeconds * 1000) return context;
    const known = context?.integration;
    const integration = await looked(id, { asOf: readAt });
    const isTrue = known?.edition === integration?.edition && known?.status === integration?.status;
    return isTrue ? context : (await remembered(id, 'now')).context;
  };
}
