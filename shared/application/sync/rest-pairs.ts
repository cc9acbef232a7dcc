import type { PairStep } from '../../domain/pair-view.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { PairStore } from '../ports.ts';
import { type Attempt, type Decided, ended } from './candidates.ts';

/** Remembers that pairs rest; their changes are parked and come back. */
export const restPairs = (
  deps: { readonly pairs: PairStore },
  pairs: readonly Decided<Extract<PairStep, { kind: 'rest' }>>[],
): Promise<readonly Attempt[]> =>
  mapConcurrently(pairs, 10, async ({ candidate, step }) => {
    const answer = step.mapping === undefined ? 'written' : await deps.pairs.put(step.mapping);
    if (answer === 'stale') return { candidate, lostRace: true };
    return ended(candidate, { outcome: 'held', later: step.fault });
  });
