import type { Change } from '../../domain/change.ts';
import { faultOf } from '../../domain/fault.ts';
import { isRunning } from '../../domain/integration.ts';
import { whyLeftAlone } from '../../domain/left-alone.ts';
import { logIdFor } from '../../domain/log-id.ts';
import {
  decidedReview,
  decisionOf,
  type MatchReview,
  type ReviewDecision,
} from '../../domain/match-review.ts';
import type { FieldValue } from '../../domain/values.ts';
import { intention } from '../conflicts/carry-out.ts';
import { actEntry, type ConflictDeps } from '../conflicts/deps.ts';
import type { ParkedItem } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { syncPairs } from '../sync/sync-pairs.ts';

export interface DecidedReview {
  readonly review: MatchReview;
  /** Our record of the pair that came of it. */
  readonly internalId?: string;
  /** Why it is not carried out yet; it is tried again. */
  readonly waiting?: string;
}

/**
 * Says which of ours an external record is, that it is new, or that it is to be left out. The decision is one
 * conditional write; carrying it out can be repeated by anybody. What was left out can be decided again.
 */
export async function decideReview(
  deps: ConflictDeps,
  id: string,
  decision: ReviewDecision,
  actor: string,
  version?: number,
): Promise<DecidedReview | Refusal> {
  const shown = await deps.reviews.get(id);
  if (shown === undefined) return { refused: 'not-found', message: `There is no review "${id}".` };
  if (isSame(decisionOf(shown), decision)) return carryOut(deps, shown, itemFor(deps, shown));
  const refusal = await whyNot(deps, shown, decision, version);
  if (refusal !== undefined) return refusal;
  const at = deps.clock.now();
  const decided = decidedReview(shown, decision, actor, at);
  const item = itemFor(deps, decided);
  await deps.parked.put(item);
  const entry = actEntry(
    deps,
    {
      ...{ at, actor, action: 'match.decided', subject: id },
      before: { status: shown.status, externalId: shown.externalId, candidates: shown.candidates },
      after: asValue(decision),
    },
    decided.version,
  );
  if ((await deps.reviews.act(decided, entry)) === 'stale') {
    await deps.parked.remove(item.id);
    return decidedMeanwhile;
  }
  return carryOut(deps, decided, item);
}

const decidedMeanwhile: Refusal = { refused: 'stale', message: 'Somebody decided this meanwhile.' };

const asValue = (decision: ReviewDecision): FieldValue =>
  decision.act === 'link' ? { act: 'link', internalId: decision.internalId } : { act: decision.act };

const isSame = (known: ReviewDecision | undefined, wanted: ReviewDecision): boolean =>
  known?.act === wanted.act &&
  (known.act !== 'link' || wanted.act !== 'link' || known.internalId === wanted.internalId);

async function whyNot(
  deps: ConflictDeps,
  review: MatchReview,
  decision: ReviewDecision,
  version: number | undefined,
): Promise<Refusal | undefined> {
  const { integrationId, resourceType: type } = review;
  const integration = await deps.integrations.get(integrationId);
  if (integration === undefined) return { refused: 'not-found', message: 'The integration was removed.' };
  if (!isRunning(integration.status))
    return {
      refused: 'not-running',
      message: `"${integration.name}" is ${integration.status.toLowerCase()}.`,
    };
  const open = review.status === 'PENDING' || review.status === 'SKIPPED';
  if (!open || (version !== undefined && version !== review.version)) return decidedMeanwhile;
  const { externalId } = review;
  const [word] = await deps.pairs.alone([
    { integrationId, resourceType: type, side: 'external', recordId: externalId },
  ]);
  if (word !== undefined && decision.act !== 'skip')
    return { refused: 'stale', message: `The record over there is ${whyLeftAlone(word.leftAlone)}.` };
  if (decision.act !== 'link') return undefined;
  const wrong = (message: string): Refusal => ({
    refused: 'invalid',
    errors: [{ pointer: '/internalId', message }],
  });
  const place = { integrationId, resourceType: type, side: 'local', recordId: decision.internalId } as const;
  const [record, pair, [alone]] = await Promise.all([
    deps.records.get(type, decision.internalId),
    deps.pairs.byInternalId(integrationId, type, decision.internalId),
    deps.pairs.alone([place]),
  ]);
  if (record === undefined) return wrong('There is no such record.');
  if (alone !== undefined) return wrong(`This record is ${whyLeftAlone(alone.leftAlone)}.`);
  return pair === undefined ? undefined : wrong('This record is linked to another one over there already.');
}

function itemFor(deps: ConflictDeps, review: MatchReview): ParkedItem {
  const { integrationId, resourceType, stream, externalId: recordId } = review;
  const receivedAt = review.decidedAt ?? review.updatedAt;
  const deliveryKey = `review:${review.id}:${review.version}`;
  const change: Change = {
    schemaVersion: 1,
    ...{ integrationId, resourceType, stream, recordId, receivedAt, deliveryKey },
    side: 'external',
    kind: 'upserted',
    cause: 'manual',
    logId: logIdFor({ integrationId, receivedAt, deliveryKey, recordId }, (text) => deps.hasher.hash(text)),
  };
  return intention(deps, change);
}

/** An ordinary look at the external record, which finds the decision. */
async function carryOut(
  deps: ConflictDeps,
  review: MatchReview,
  item: ParkedItem,
): Promise<DecidedReview | Refusal> {
  const waiting = await look(deps, review, item);
  if (waiting === undefined) await deps.parked.remove(item.id);
  const [now, pair] = await Promise.all([deps.reviews.get(review.id), deps.pairs.byExternalId(review)]);
  if (now?.version !== review.version) return { refused: 'stale', message: now?.reason ?? 'It is gone.' };
  return {
    review: now,
    ...(pair === undefined ? {} : { internalId: pair.internalId }),
    ...(waiting === undefined ? {} : { waiting }),
  };
}

async function look(
  deps: ConflictDeps,
  review: MatchReview,
  { change }: ParkedItem,
): Promise<string | undefined> {
  const mapping = await deps.pairs.byExternalId(review);
  if (mapping !== undefined) return undefined;
  try {
    const context = await deps.context(review.integrationId);
    if (context === undefined) return undefined;
    const external = await context.system.get(review.stream, review.externalId);
    const [ending] = await syncPairs(deps, context, [{ change, external, mapping }]);
    return ending !== undefined && 'fault' in ending ? ending.fault.message : undefined;
  } catch (error) {
    return faultOf(error).message;
  }
}
