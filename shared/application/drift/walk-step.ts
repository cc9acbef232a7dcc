import { whyNotCompared } from '../../domain/compare-pair.ts';
import { type DriftRound, tallied } from '../../domain/drift.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import { markOf } from '../jobs/check-absent.ts';
import { streamsOf } from '../jobs/streams.ts';
import type { SyncContext } from '../sync/context.ts';
import type { DriftDeps } from './deps.ts';
import { refOf } from './list-step.ts';

const pairsAtOnce = 100;

/**
 * One page of our pairs: those that no list showed are read by themselves, for absence proves nothing. Where a whole list
 * was empty or could not be read, that says more about the account than about its records: they count as unread.
 */
export async function walkStep(
  deps: DriftDeps,
  context: SyncContext,
  seenIn: (stream: string) => Promise<ReadonlySet<string>>,
  round: DriftRound,
): Promise<DriftRound> {
  const { integration } = context;
  const request = { limit: pairsAtOnce, ...(round.cursor === undefined ? {} : { cursor: round.cursor }) };
  const page = await deps.pairs.list(integration.id, {}, request);
  const streams = await streamsOf(deps.connectors, integration, integration.dataTypes);
  const names = new Set(streams.map(({ name }) => name));
  const { cursor: _done, ...rest } = round;
  let next: DriftRound =
    page.cursor === undefined ? { ...rest, walking: false } : { ...rest, cursor: page.cursor };
  for (const mapping of page.items) {
    if (mapping.createdAt >= round.startedAt || !names.has(mapping.stream)) continue;
    next = unlessSeen(deps, next, mapping, await seenIn(mapping.stream));
  }
  return next;
}

function unlessSeen(
  deps: DriftDeps,
  round: DriftRound,
  mapping: IntegrationMapping,
  seen: ReadonlySet<string>,
): DriftRound {
  if (seen.has(markOf(deps.hasher, mapping.externalId))) return round;
  const alone = whyNotCompared(mapping);
  if (alone !== undefined) return tallied(round, refOf(mapping), { fields: 0, differences: [], alone });
  const isUnread = seen.size === 0 || round.skipped.some(({ stream }) => stream === mapping.stream);
  return isUnread
    ? { ...round, counts: { ...round.counts, unread: round.counts.unread + 1 } }
    : { ...round, reads: [...round.reads, refOf(mapping)] };
}
