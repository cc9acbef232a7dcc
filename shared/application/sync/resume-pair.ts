import type { Change } from '../../domain/change.ts';
import { logIdFor } from '../../domain/log-id.ts';
import type { ResourceType } from '../../domain/resources.ts';
import { recordAct } from '../integrations/audit.ts';
import type { AuditStore, ChangeQueue, Clock, Hasher, Ids, PairStore } from '../ports.ts';
import type { Refusal } from '../refusal.ts';

export interface ResumeDeps {
  readonly pairs: PairStore;
  readonly changes: ChangeQueue;
  readonly audit: AuditStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hasher: Hasher;
}

/** An admin lets a pair go on that rests because it bounced; both sides are looked at anew. */
export async function resumePair(
  deps: ResumeDeps,
  pair: { readonly integrationId: string; readonly resourceType: ResourceType; readonly internalId: string },
  actor: string,
): Promise<{ readonly resumed: true } | Refusal> {
  const { integrationId, resourceType, internalId } = pair;
  const known = await deps.pairs.byInternalId(integrationId, resourceType, internalId);
  if (known === undefined) return { refused: 'not-found', message: 'This record has no counterpart there.' };
  const { resting, turns: _forgotten, ...mapping } = known;
  if (resting === undefined) return { resumed: true };
  const at = deps.clock.now();
  const next = { ...mapping, version: known.version + 1, syncStatus: 'SYNCED', updatedAt: at } as const;
  if ((await deps.pairs.put(next)) === 'stale')
    return { refused: 'stale', message: 'The pair changed just now. Try again.' };
  await recordAct(deps, actor, 'pair.resumed', known.id, { resting: resting.since }, null);
  const deliveryKey = `resume:${known.id}:${next.version}`;
  const id = { integrationId, receivedAt: at, deliveryKey, recordId: internalId };
  const change: Change = {
    schemaVersion: 1,
    ...id,
    resourceType,
    stream: known.stream,
    side: 'local',
    kind: 'upserted',
    cause: 'manual',
    logId: logIdFor(id, (text) => deps.hasher.hash(text)),
  };
  if ((await deps.changes.send([change])) !== 'accepted')
    throw new Error('The change queue does not take the look at this pair; resume it again.');
  return { resumed: true };
}
