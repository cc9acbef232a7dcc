import { type DriftRound, type HintedPair, tallied } from '../../domain/drift.ts';
import type { SyncContext } from '../sync/context.ts';
import type { DriftDeps } from './deps.ts';
import { readPairs } from './read-pairs.ts';
import type { Witness } from './witness.ts';

/** Reads lost by a death, and time until others of the integration are heard. */
export const pairsAtOnce = 10;

/** Reads the next pairs by themselves. Those with a difference without a reason are remembered, to be hinted at. */
export async function readStep(
  deps: DriftDeps,
  context: SyncContext,
  witness: Witness,
  round: DriftRound,
): Promise<DriftRound> {
  const refs = round.reads.slice(0, pairsAtOnce);
  const { looked, done } = await readPairs(deps, context, witness, refs);
  let next: DriftRound = { ...round, reads: round.reads.slice(done), requests: round.requests + done };
  const hints: HintedPair[] = [];
  for (const { ref, comparison } of looked) {
    if (comparison === 'gone') continue;
    if (comparison === 'unread') {
      next = { ...next, counts: { ...next.counts, unread: next.counts.unread + 1 } };
      continue;
    }
    const fields = comparison.differences.flatMap(({ field, reason }) =>
      reason === 'unexplained' ? [field] : [],
    );
    next = tallied(next, ref, comparison, fields);
    if (fields.length > 0) hints.push({ ...ref, fields });
  }
  return { ...next, hinted: [...next.hinted, ...hints] };
}
