import type { PairStep } from '../../domain/pair-view.ts';
import type { PairStore } from '../ports.ts';
import { type Attempt, type Decided, ended } from './candidates.ts';
import { tell } from './told.ts';

/** Stores new pairs; one that somebody else made meanwhile is decided again as an existing pair. */
export async function createPairs(
  deps: { readonly pairs: PairStore },
  decided: readonly Decided<Extract<PairStep, { kind: 'create' }>>[],
): Promise<readonly Attempt[]> {
  if (decided.length === 0) return [];
  const answers = await deps.pairs.create(
    decided.map(({ candidate, step: { record, mapping, log } }) => ({
      record,
      mapping,
      log: tell(candidate, log),
    })),
  );
  return decided.map(({ candidate }, index) =>
    answers[index] === 'created' ? ended(candidate, { outcome: 'applied' }) : { candidate, lostRace: true },
  );
}
