import type { Comparison } from '../../domain/compare-pair.ts';
import { addSeconds } from '../../domain/dates.ts';
import { type DriftRound, type HintedPair, type PairRef, settled } from '../../domain/drift.ts';
import type { Instant } from '../../domain/values.ts';
import type { SyncContext } from '../sync/context.ts';
import type { DriftDeps } from './deps.ts';
import { readPairs } from './read-pairs.ts';
import { pairsAtOnce } from './read-step.ts';
import type { Witness } from './witness.ts';

/** The sync has long looked by the first look (`hint.ts`); what still differs at this one is told. */
const lastLookSeconds = 300;

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
  const outcomes = new Map<PairRef, Comparison | 'unread' | 'gone'>(
    looked.map(({ ref, comparison }) => [ref, comparison]),
  );
  let next: DriftRound = { ...round, hinted: [], requests: round.requests + done };
  for (const hinted of round.hinted) {
    const comparison = outcomes.get(hinted);
    if (comparison === undefined) next = { ...next, hinted: [...next.hinted, hinted] };
    else if (comparison === 'gone') next = settled(next, hinted, { differences: [] });
    else if (comparison === 'unread') next = settled(next, hinted, { differences: notReadAgain(hinted) });
    else if (isStillWithoutReason(comparison, hinted) && !wasLast(hinted))
      next = { ...next, hinted: [...next.hinted, onceMore(hinted)] };
    else next = settled(next, hinted, comparison);
  }
  return next;
}

const lastLook = (at: Instant): Instant => addSeconds(at, lastLookSeconds);
const wasLast = ({ asked }: HintedPair): boolean => asked === undefined || asked.lookAt >= lastLook(asked.at);
const onceMore = ({ asked, ...pair }: HintedPair): HintedPair =>
  asked === undefined ? pair : { ...pair, asked: { at: asked.at, lookAt: lastLook(asked.at) } };
const notReadAgain = ({ fields }: HintedPair): Comparison['differences'] =>
  fields.map((field) => ({ field, reason: 'waiting', because: 'it could not be read once more' }));
const isStillWithoutReason = ({ differences }: Comparison, { fields }: HintedPair): boolean =>
  differences.some(({ field, reason }) => reason === 'unexplained' && fields.includes(field));
