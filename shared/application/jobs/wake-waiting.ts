import type { PairKey } from '../../domain/integration.ts';
import { resourceTypes } from '../../domain/resources.ts';
import { type WakingDeps, wake } from '../field-mappings/waking-pairs.ts';
import type { PairStore } from '../ports.ts';

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
  const linked = found.map((pair) => ({ integrationId, ...pair }));
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
  if (linked.length > 0) await wake(deps, linked);
}
