import { decisionOf, type MatchReview } from '../../domain/match-review.ts';
import { decideMatch, type Match, type MatchCandidate, matchKey } from '../../domain/matching.ts';
import type { BritePoolRecord } from '../../domain/record.ts';
import type { ResourceType } from '../../domain/resources.ts';
import type { Fields } from '../../domain/values.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { Hasher, PairStore, RecordStore } from '../ports.ts';
import type { SyncContext } from '../sync/context.ts';
import type { ReviewStore } from './ports.ts';

export interface MatchDeps {
  readonly records: RecordStore;
  readonly pairs: PairStore;
  readonly reviews: ReviewStore;
  readonly hasher: Hasher;
}

/** An external record without a counterpart, in our words. */
export interface Newcomer {
  readonly resourceType: ResourceType;
  readonly externalId: string;
  readonly fields: Fields;
}

export interface MatchedNewcomer {
  readonly match: Match;
  readonly review: MatchReview | undefined;
}

const readsAtOnce = 25;

/** The one review that an external record can have. */
export const reviewIdOf = (
  hasher: Hasher,
  integrationId: string,
  { resourceType, externalId }: Pick<Newcomer, 'resourceType' | 'externalId'>,
): string => `review_${hasher.hash(JSON.stringify([integrationId, resourceType, externalId])).slice(0, 24)}`;

/** Says for each newcomer, in order, whether it is one of ours. Reads only. */
export async function matchNewcomers(
  deps: MatchDeps,
  { integration }: Pick<SyncContext, 'integration'>,
  newcomers: readonly Newcomer[],
): Promise<readonly MatchedNewcomer[]> {
  if (integration.matchMode === 'CREATE_ONLY')
    return newcomers.map(() => ({ match: { act: 'create' }, review: undefined }));
  const keys = newcomers.map(({ resourceType, fields }) => matchKey(resourceType, fields));
  const [reviews, candidates] = await Promise.all([
    readReviews(deps, integration.id, newcomers),
    findCandidates(deps, integration.id, newcomers, keys),
  ]);
  return newcomers.map((newcomer, index) => {
    const key = keys[index];
    const review = reviews.get(reviewIdOf(deps.hasher, integration.id, newcomer));
    const decided = decisionOf(review);
    const match = decideMatch({
      integration,
      resourceType: newcomer.resourceType,
      candidates: key === undefined ? [] : (candidates.get(key) ?? []),
      twins: key === undefined ? 0 : keys.filter((other) => other === key).length - 1,
      ...(decided === undefined ? {} : { decided }),
    });
    return { match, review };
  });
}

async function readReviews(
  { reviews, hasher }: MatchDeps,
  integrationId: string,
  newcomers: readonly Newcomer[],
): Promise<ReadonlyMap<string, MatchReview>> {
  const ids = newcomers.map((newcomer) => reviewIdOf(hasher, integrationId, newcomer));
  const found = ids.length === 0 ? [] : await reviews.getMany(ids);
  return new Map(found.map((review) => [review.id, review]));
}

/** Records of ours by match key: a key names its kind of record, so one map holds all kinds. */
async function findCandidates(
  deps: MatchDeps,
  integrationId: string,
  newcomers: readonly Newcomer[],
  keys: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, readonly MatchCandidate[]>> {
  const wanted = new Map(
    newcomers.flatMap(({ resourceType }, index) => {
      const key = keys[index];
      return key === undefined ? [] : [[key, resourceType] as const];
    }),
  );
  const found = await mapConcurrently([...wanted], readsAtOnce, async ([key, type]) => {
    const records = (await deps.records.withMatchKey(type, key)).filter(mayBeLinked);
    const candidates = await mapConcurrently(records, readsAtOnce, (record) =>
      asCandidate(deps, integrationId, record),
    );
    return [key, candidates] as const;
  });
  return new Map(found);
}

const mayBeLinked = ({ archivedAt, externalSyncEnabled }: BritePoolRecord): boolean =>
  archivedAt === undefined && externalSyncEnabled;

async function asCandidate(
  { pairs }: MatchDeps,
  integrationId: string,
  { resourceType, id }: BritePoolRecord,
): Promise<MatchCandidate> {
  const place = { integrationId, resourceType, side: 'local', recordId: id } as const;
  const [pair, claim, alone] = await Promise.all([
    pairs.byInternalId(integrationId, resourceType, id),
    pairs.claimOf(integrationId, resourceType, id),
    pairs.alone([place]),
  ]);
  return { id, taken: pair !== undefined || claim !== undefined || alone.length > 0 };
}
