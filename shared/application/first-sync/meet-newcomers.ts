import type { IntegrationMapping } from '../../domain/mapping.ts';
import type { MatchReview } from '../../domain/match-review.ts';
import type { Match } from '../../domain/matching.ts';
import type { PairStep } from '../../domain/pair-view.ts';
import { logEntry } from '../../domain/sync-log.ts';
import type { Fields } from '../../domain/values.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { Clock, Ids, LogStore } from '../ports.ts';
import { type Attempt, type Candidate, type Decided, ended } from '../sync/candidates.ts';
import { fieldMappingOf, type SyncContext } from '../sync/context.ts';
import { type MatchDeps, type MatchedNewcomer, matchNewcomers, reviewIdOf } from './match-newcomers.ts';

export interface MeetDeps extends MatchDeps {
  readonly logs: LogStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface Meeting {
  /** Nothing to link: they go on as decided. */
  readonly strangers: readonly Decided[];
  /** Linked now, with an empty base: to be looked at as pairs that meet for the first time. */
  readonly linked: readonly Candidate[];
  readonly attempts: readonly Attempt[];
}

interface Met {
  readonly item: Decided;
  readonly fields: Fields;
  readonly found: MatchedNewcomer;
}

/** Links before anything is created: external records that are ours already get their pair, doubtful ones wait. */
export async function meetNewcomers(
  deps: MeetDeps,
  context: SyncContext,
  decided: readonly Decided[],
): Promise<Meeting> {
  const newcomers = decided.flatMap((item) => {
    const fields = newcomerOf(item.step);
    return fields === undefined ? [] : [{ item, fields, ...describe(item.candidate) }];
  });
  if (newcomers.length === 0) return { strangers: decided, linked: [], attempts: [] };
  const found = await matchNewcomers(
    deps,
    context,
    newcomers.map(({ fields, resourceType, externalId }) => ({ fields, resourceType, externalId })),
  );
  const met = newcomers.flatMap(({ item, fields }, index): Met[] => {
    const matched = found[index];
    return matched === undefined || matched.match.act === 'create' ? [] : [{ item, fields, found: matched }];
  });
  const answers = await mapConcurrently(met, 16, (one) => settle(deps, context, one));
  const gone = new Set(met.map(({ item }) => item));
  return {
    strangers: decided.filter((item) => !gone.has(item)),
    linked: answers.filter((answer): answer is Candidate => 'external' in answer),
    attempts: answers.filter((answer): answer is Attempt => 'candidate' in answer),
  };
}

const newcomerOf = (step: PairStep): Fields | undefined =>
  step.kind === 'create' || step.kind === 'end' ? step.newcomer : undefined;

const describe = ({ change, external }: Candidate) => ({
  resourceType: change.resourceType,
  externalId: external === 'gone' ? change.recordId : external.id,
});

async function settle(
  deps: MeetDeps,
  context: SyncContext,
  { item, fields, found: { match, review } }: Met,
): Promise<Candidate | Attempt> {
  const { candidate } = item;
  if (match.act === 'link') {
    const mapping = firstMapping(deps, context, candidate, match);
    if (await isThere(deps, mapping)) {
      if ((await deps.pairs.link(mapping)) === 'linked') return { ...candidate, mapping, again: true };
      if (match.by !== 'hand') return { candidate, lostRace: true };
    }
    const reason = 'the record that was chosen is gone or linked to another one';
    return hold(deps, context, candidate, fields, { act: 'review', candidates: [], reason }, review);
  }
  if (match.act === 'review') return hold(deps, context, candidate, fields, match, review);
  const reason = match.act === 'leave' ? match.reason : '';
  if (candidate.change.cause !== 'poll') await deps.logs.put([entry(deps, candidate, 'unchanged', reason)]);
  return ended(candidate, { outcome: 'unchanged' });
}

const isThere = async ({ records }: MeetDeps, mapping: IntegrationMapping): Promise<boolean> =>
  (await records.get(mapping.resourceType, mapping.internalId)) !== undefined;

/** The question is asked once; a poll that comes by again adds no entry. */
async function hold(
  deps: MeetDeps,
  context: SyncContext,
  candidate: Candidate,
  fields: Fields,
  match: Extract<Match, { act: 'review' }>,
  known: MatchReview | undefined,
): Promise<Attempt> {
  const asked = known?.status === 'PENDING' && known.reason === match.reason;
  if (!asked) {
    const review = reviewFor(deps, context, candidate, fields, match, known);
    if ((await deps.reviews.put(review)) === 'stale') return { candidate, lostRace: true };
  }
  if (!asked || candidate.change.cause !== 'poll')
    await deps.logs.put([entry(deps, candidate, 'held', match.reason)]);
  return ended(candidate, { outcome: 'held' });
}

function reviewFor(
  deps: MeetDeps,
  { integration }: SyncContext,
  candidate: Candidate,
  fields: Fields,
  { candidates, reason }: Extract<Match, { act: 'review' }>,
  known: MatchReview | undefined,
): MatchReview {
  const now = deps.clock.now();
  const { resourceType, stream } = candidate.change;
  const { externalId } = describe(candidate);
  return {
    schemaVersion: 1,
    id: reviewIdOf(deps.hasher, integration.id, { resourceType, externalId }),
    version: (known?.version ?? 0) + 1,
    integrationId: integration.id,
    ...{ resourceType, stream, externalId, fields, reason },
    candidates: candidates.length > 0 ? candidates : (known?.candidates ?? []),
    status: 'PENDING',
    createdAt: known?.createdAt ?? now,
    updatedAt: now,
  };
}

const entry = (deps: MeetDeps, candidate: Candidate, outcome: 'held' | 'unchanged', reason: string) =>
  logEntry(candidate.change, {
    outcome,
    operation: 'CREATE',
    resourceId: null,
    externalId: describe(candidate).externalId,
    waiting: [{ field: '*', reason }],
    startedAt: deps.clock.now(),
    at: deps.clock.now(),
  });

/** Nothing was agreed on yet: what is equal agrees, what is empty is filled, what differs meets the strategy. */
function firstMapping(
  deps: MeetDeps,
  context: SyncContext,
  candidate: Candidate,
  { internalId, by }: Extract<Match, { act: 'link' }>,
): IntegrationMapping {
  const now = deps.clock.now();
  const { resourceType, stream } = candidate.change;
  return {
    schemaVersion: 1,
    id: deps.ids.next('map'),
    version: 1,
    integrationId: context.integration.id,
    ...{ resourceType, stream, internalId },
    externalId: describe(candidate).externalId,
    syncStatus: 'SYNCED',
    base: {},
    lastExternalHash: '',
    lastLocalHash: '',
    recentDeliveries: [],
    matchedBy: by,
    fieldMappingVersion: fieldMappingOf(context, resourceType).version,
    lastSyncedAt: now,
    createdAt: now,
    updatedAt: now,
  };
}
