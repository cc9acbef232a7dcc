import type { Comparison } from '../../domain/compare-pair.ts';
import { addSeconds } from '../../domain/dates.ts';
import { type DriftRound, type HintedPair, settled } from '../../domain/drift.ts';
import { isFresh } from '../../domain/under-way.ts';
import type { Instant } from '../../domain/values.ts';
import type { SyncContext } from '../sync/context.ts';
import type { DriftDeps } from './deps.ts';
import { wasLookedAt } from './hint.ts';
import { readPairs } from './read-pairs.ts';
import { pairsAtOnce } from './read-step.ts';
import type { Witness } from './witness.ts';

/** The first look is 30 s after the hint (`hint.ts`); what still differs at a later one is told. */
const nextLookSeconds = 300;

/** Looks again at pairs that were hinted at, once it is time. */
export async function lookAgainStep(
  deps: DriftDeps,
  context: SyncContext,
  witness: Witness,
  round: DriftRound,
): Promise<DriftRound> {
  const now = deps.clock.now();
  const due = round.hinted
    .filter(({ asked }) => asked !== undefined && asked.lookAt <= now)
    .slice(0, pairsAtOnce);
  const { looked, done } = await readPairs(deps, context, witness, due);
  let next: DriftRound = { ...round, requests: round.requests + done };
  for (const { ref, comparison } of looked) {
    const rest = next.hinted.filter((pair) => pair !== ref);
    const outcome = await outcomeOf(deps, round, ref, comparison);
    next =
      outcome === 'later'
        ? { ...next, hinted: [...rest, onceMore(ref, now)] }
        : settled({ ...next, hinted: rest }, ref, { differences: outcome });
  }
  return next;
}

/** What is left of a pair's differences, or that it is too early to tell. */
async function outcomeOf(
  deps: DriftDeps,
  round: DriftRound,
  pair: HintedPair,
  comparison: Comparison | 'unread' | 'gone',
): Promise<Comparison['differences'] | 'later'> {
  if (comparison === 'gone') return [];
  if (comparison === 'unread') return waiting(pair, 'it could not be read once more');
  if (!isStillWithoutReason(comparison, pair)) return comparison.differences;
  if (await wasLookedAt(deps, round, pair)) return isLate(pair) ? comparison.differences : 'later';
  return isFresh(pair.asked?.at, deps.clock.now())
    ? 'later'
    : waiting(pair, 'the sync was asked to look at it and has not done so yet');
}

const isLate = ({ asked }: HintedPair): boolean =>
  asked !== undefined && asked.lookAt >= addSeconds(asked.at, nextLookSeconds);
const onceMore = ({ asked, ...pair }: HintedPair, now: Instant): HintedPair => ({
  ...pair,
  asked: { at: asked?.at ?? now, lookAt: addSeconds(now, nextLookSeconds) },
});
const waiting = ({ fields }: HintedPair, because: string): Comparison['differences'] =>
  fields.map((field) => ({ field, reason: 'waiting', because }));
const isStillWithoutReason = ({ differences }: Comparison, { fields }: HintedPair): boolean =>
  differences.some(({ field, reason }) => reason === 'unexplained' && fields.includes(field));
