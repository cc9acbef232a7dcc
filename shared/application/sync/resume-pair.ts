import type { Change } from '../../domain/change.ts';
import { logIdFor } from '../../domain/log-id.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import type { ResourceType } from '../../domain/resources.ts';
import type { Instant } from '../../domain/values.ts';
import { recordAct } from '../integrations/audit.ts';
import type { AuditStore, ChangeQueue, Clock, Hasher, Ids, PairStore } from '../ports.ts';
import { isRefused, type Refusal } from '../refusal.ts';

export interface ResumeDeps {
  readonly pairs: PairStore;
  readonly changes: ChangeQueue;
  readonly audit: AuditStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hasher: Hasher;
}

interface RestingPair {
  readonly integrationId: string;
  readonly resourceType: ResourceType;
  readonly internalId: string;
}

/**
 * An admin lets a pair go on that rests because it bounced; both sides are looked at anew. Saying it again repeats a look
 * that could not be queued.
 */
export async function resumePair(
  deps: ResumeDeps,
  pair: RestingPair,
  actor: string,
): Promise<{ readonly resumed: true } | Refusal> {
  const { integrationId, resourceType, internalId } = pair;
  const woken = await wakeUp(deps, pair);
  if (isRefused(woken)) return woken;
  const { known, next, at } = woken;
  if (next !== known) {
    const before = { resting: known.resting?.since ?? null };
    await recordAct(deps, actor, 'pair.resumed', known.id, before, null);
  }
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
    return { refused: 'unfinished', message: 'The look at this pair could not be queued.' };
  return { resumed: true };
}

interface Woken {
  readonly known: IntegrationMapping;
  /** The same as `known` where it did not rest. */
  readonly next: IntegrationMapping;
  readonly at: Instant;
}

/** A pair that bounces is written often: the sync may do so at this very moment. */
async function wakeUp(deps: ResumeDeps, pair: RestingPair): Promise<Woken | Refusal> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const known = await deps.pairs.byInternalId(pair.integrationId, pair.resourceType, pair.internalId);
    if (known === undefined)
      return { refused: 'not-found', message: 'This record has no counterpart there.' };
    const at = deps.clock.now();
    const next = awake(known, at);
    if (next === known || (await deps.pairs.put(next)) === 'written') return { known, next, at };
  }
  return { refused: 'stale', message: 'The pair kept being changed. Try again.' };
}

const tries = 5;

function awake(known: IntegrationMapping, at: Instant): IntegrationMapping {
  const { resting, turns: _forgotten, ...mapping } = known;
  if (resting === undefined) return known;
  return { ...mapping, version: known.version + 1, syncStatus: 'SYNCED', updatedAt: at };
}
