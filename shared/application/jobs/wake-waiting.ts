import type { PairKey } from '../../domain/integration.ts';
import { isUnlinked } from '../../domain/left-alone.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import { resourceTypes } from '../../domain/resources.ts';
import { type WakingDeps, wake } from '../field-mappings/waking-pairs.ts';
import type { PairStore } from '../ports.ts';

type Linked = Pick<
  IntegrationMapping,
  'integrationId' | 'resourceType' | 'externalId' | 'internalId' | 'leftAlone'
>;

/** Wakes every pair that waits for a record which is linked already: its call was lost on the way. */
export async function wakeWaiting(
  deps: WakingDeps & { readonly pairs: PairStore },
  integrationId: string,
): Promise<void> {
  const awaited = (await deps.waiting.list(integrationId)).map((pair) => pair.awaited);
  const there = awaited
    .filter(({ side }) => side === 'external')
    .map(({ resourceType, id: externalId }): PairKey => ({ integrationId, resourceType, externalId }));
  const found = there.length === 0 ? [] : await deps.pairs.summaries(there);
  const linked: Linked[] = found.map((pair) => ({ integrationId, ...pair }));
  for (const type of resourceTypes) {
    const ids = awaited.filter(({ side, resourceType }) => side === 'local' && resourceType === type);
    if (ids.length === 0) continue;
    linked.push(
      ...(await deps.pairs.byInternalIds(
        integrationId,
        type,
        ids.map(({ id }) => id),
      )),
    );
  }
  const together = linked.filter((pair) => !isUnlinked(pair));
  if (together.length > 0) await wake(deps, together);
}
