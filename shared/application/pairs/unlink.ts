import { type ConflictResolution, isOpen, nextConflict } from '../../domain/conflict.ts';
import { isUnlinked, type RecordPlace } from '../../domain/left-alone.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import type { Instant } from '../../domain/values.ts';
import { actEntry } from '../conflicts/deps.ts';
import type { Refusal } from '../refusal.ts';
import { movedMeanwhile, nameOf, type PairActDeps, type Said, triesOfAct } from './deps.ts';
import { pairOf } from './standing.ts';

/**
 * The two records of a pair go their own way: the sync touches neither until somebody relinks. What waits for a decision
 * about the pair waits no longer. What a worker had begun may still be finished, and is told; nothing begins after it.
 */
export async function unlinkPair(
  deps: Pick<PairActDeps, 'pairs' | 'conflicts' | 'clock' | 'hasher'>,
  place: RecordPlace,
  { actor, reason, version }: Said,
): Promise<{ readonly mapping: IntegrationMapping } | Refusal> {
  for (let attempt = 0; attempt < triesOfAct; attempt++) {
    const known = await pairOf(deps.pairs, place);
    if (known === undefined) return { refused: 'not-found', message: `The ${nameOf(place)} has no pair.` };
    if (isUnlinked(known)) return { mapping: known };
    if (version !== undefined && version !== known.version) return movedMeanwhile;
    const at = deps.clock.now();
    const mapping = unlinked(known, { by: actor, at, reason });
    const { id, internalId, externalId, resourceType, integrationId } = known;
    const entry = actEntry(
      deps,
      {
        ...{ at, actor, action: 'pair.unlinked', subject: id },
        before: { integrationId, resourceType, internalId, externalId, state: known.syncStatus },
        after: { reason },
      },
      mapping.version,
    );
    const conflict = await closedConflict(deps, known, at, actor);
    if ((await deps.pairs.act(mapping, entry, conflict)) === 'written') return { mapping };
  }
  return movedMeanwhile;
}

function unlinked(
  known: IntegrationMapping,
  word: Omit<NonNullable<IntegrationMapping['leftAlone']>, 'how'>,
): IntegrationMapping {
  const { awaiting: _moot, conflictId: _closed, resting: _over, turns: _forgotten, ...mapping } = known;
  return {
    ...mapping,
    version: known.version + 1,
    syncStatus: 'SYNCED',
    leftAlone: { how: 'unlinked', ...word },
    updatedAt: word.at,
  };
}

/** Two records that are no pair have nothing to agree on. */
async function closedConflict(
  { conflicts }: Pick<PairActDeps, 'conflicts'>,
  { conflictId }: IntegrationMapping,
  at: Instant,
  by: string,
): Promise<ConflictResolution | undefined> {
  const conflict = conflictId === undefined ? undefined : await conflicts.get(conflictId);
  if (conflict === undefined || !isOpen(conflict)) return undefined;
  const closed = { ...conflict, status: 'AUTO_RESOLVED', resolvedAt: at } as const;
  return nextConflict(closed, { at, what: 'auto-resolved', by });
}
