import type { DriftRound } from '../../domain/drift.ts';
import { type PairRef, tallied } from '../../domain/drift.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import { markOf } from '../jobs/check-absent.ts';
import { streamOf } from '../jobs/streams.ts';
import type { SyncContext } from '../sync/context.ts';
import { comparePairs } from './compare-pairs.ts';
import type { DriftDeps } from './deps.ts';
import type { Witness } from './witness.ts';

/**
 * One page of the other system's list. What is equal, or differs for a reason that no race can make, is counted; every
 * other pair is read by itself afterwards, because the page may be older than what we know.
 */
export async function listStep(
  deps: DriftDeps,
  context: SyncContext,
  witness: Witness,
  round: DriftRound,
  stream: string,
): Promise<DriftRound> {
  const { id } = context.integration;
  const page = await context.system.list(stream, { since: null, cursor: round.cursor ?? null });
  const resourceType = await streamOf(deps.connectors, context.integration, stream);
  const recordOf = new Map(page.records.map((record) => [record.id, record]));
  const externalIds = [...recordOf.keys()];
  const marks = externalIds.map((externalId) => markOf(deps.hasher, externalId));
  await deps.sweeps.note(round.id, stream, round.pages, marks);
  const keys = externalIds.map((externalId) => ({ integrationId: id, resourceType, externalId }));
  const found = keys.length === 0 ? [] : await deps.pairs.byExternalIds(keys);
  const looks = found.flatMap((mapping) => {
    const external = recordOf.get(mapping.externalId);
    const isNew = mapping.createdAt >= round.startedAt;
    return external === undefined || isNew || mapping.stream !== stream ? [] : [{ mapping, external }];
  });
  const comparisons = await comparePairs(deps, context, witness, looks);
  let next: DriftRound = afterPage(round, page.next, page.total);
  for (const [at, { mapping }] of looks.entries()) {
    const comparison = comparisons[at] ?? 'unread';
    const isOpen =
      comparison === 'unread' ||
      comparison.differences.some(({ reason }) => reason === 'waiting' || reason === 'unexplained');
    next = isOpen
      ? { ...next, reads: [...next.reads, refOf(mapping)] }
      : tallied(next, refOf(mapping), comparison);
  }
  return next;
}

export const refOf = ({ resourceType, stream, internalId, externalId }: IntegrationMapping): PairRef => ({
  ...{ resourceType, stream, internalId, externalId },
});

function afterPage(round: DriftRound, cursor: string | null, total: number | undefined): DriftRound {
  const { cursor: _done, ...rest } = round;
  const told = round.cursor === undefined && total !== undefined;
  return {
    ...rest,
    ...(cursor === null ? { streams: round.streams.slice(1) } : { cursor }),
    ...(told ? { expected: (round.expected ?? 0) + total } : {}),
    pages: round.pages + 1,
    requests: round.requests + 1,
  };
}
