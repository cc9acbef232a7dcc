import type { PairStep } from '../../domain/pair-view.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { ConflictStore } from '../ports.ts';
import { type Attempt, type Decided, ended } from './candidates.ts';
import type { SyncContext } from './context.ts';
import { type CreateOutwardDeps, createOutward } from './create-outward.ts';

/**
 * Records of ours that live on although theirs are gone are created once more. A death after the pair became a claim
 * is healed by the edit's own change, which finds the claim.
 */
export const recreatePairs = (
  deps: CreateOutwardDeps & { readonly conflicts: ConflictStore },
  context: SyncContext,
  pairs: readonly Decided<Extract<PairStep, { kind: 'recreate' }>>[],
): Promise<readonly Attempt[]> =>
  mapConcurrently(pairs, 10, async ({ candidate, step }) => {
    if (step.conflict !== undefined && (await deps.conflicts.put(step.conflict)) === 'stale')
      return { candidate, lostRace: true };
    const { change: _same, ...how } = await createOutward(deps, context, candidate.change, step.mapping);
    return ended(candidate, how);
  });
