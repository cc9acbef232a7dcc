import { elapsed } from '../../domain/dates.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { flowsIn } from '../../domain/integration.ts';
import type { ResourceType } from '../../domain/resources.ts';
import { translateInward } from '../../domain/translate.ts';
import { streamsOf } from '../jobs/streams.ts';
import type { Clock, Connectors } from '../ports.ts';
import { fieldMappingOf, type SyncContext } from '../sync/context.ts';
import { inwardKnowledge, type KnowledgeDeps } from '../sync/knowledge.ts';
import { type MatchDeps, matchNewcomers, type Newcomer } from './match-newcomers.ts';

export interface PreviewDeps extends MatchDeps, KnowledgeDeps {
  readonly connectors: Connectors;
  readonly clock: Clock;
}

/** What a first sync would do with the external records of one kind. */
export interface PreviewCounts {
  readonly resourceType: ResourceType;
  readonly looked: number;
  readonly alreadyLinked: number;
  readonly toLink: number;
  readonly toCreate: number;
  /** A person would have to say which of ours they are. */
  readonly ambiguous: number;
  /** A value that is needed is missing. */
  readonly rejected: number;
  /** Left alone, by the mode or for now. */
  readonly leftAlone: number;
}

/** Where a preview goes on: the streams done are counted, the one in work is at `cursor`. */
export interface PreviewState {
  readonly counts: readonly PreviewCounts[];
  readonly next?: { readonly stream: string; readonly cursor: string | null };
}

type Verdict = Exclude<keyof PreviewCounts, 'resourceType' | 'looked'>;

/**
 * Counts what INITIAL_IMPORT would link, create, hold and refuse, and writes nothing. Reads for at most `milliseconds`
 * and answers where to go on. Twins on different pages are only noticed by the import itself.
 */
export async function previewFirstSync(
  deps: PreviewDeps,
  context: SyncContext,
  state: PreviewState,
  milliseconds: number,
): Promise<PreviewState> {
  const startedAt = deps.clock.now();
  let now = state.next === undefined ? await begin(deps, context, state) : state;
  while (now.next !== undefined && elapsed(startedAt, deps.clock.now()) < milliseconds)
    now = await previewPage(deps, context, now.counts, now.next);
  return now;
}

/** Those that the import would read, in its order. */
const streamsToCount = async ({ connectors }: PreviewDeps, { integration, fieldMappings }: SyncContext) =>
  (await streamsOf(connectors, integration, integration.dataTypes)).filter(({ resourceType }) =>
    fieldMappings.some((set) => set.resourceType === resourceType),
  );

async function begin(
  deps: PreviewDeps,
  context: SyncContext,
  { counts }: PreviewState,
): Promise<PreviewState> {
  const [first] = await streamsToCount(deps, context);
  return first === undefined ? { counts } : { counts, next: { stream: first.name, cursor: null } };
}

async function previewPage(
  deps: PreviewDeps,
  context: SyncContext,
  counts: readonly PreviewCounts[],
  { stream, cursor }: NonNullable<PreviewState['next']>,
): Promise<PreviewState> {
  const streams = await streamsToCount(deps, context);
  const at = streams.findIndex(({ name }) => name === stream);
  const type = streams[at]?.resourceType;
  if (type === undefined) return { counts };
  const page = await context.system.list(stream, { since: null, cursor });
  const verdicts = await judge(deps, context, type, page.records);
  const counted = add(counts, type, verdicts);
  const following = streams[at + 1];
  if (page.next !== null) return { counts: counted, next: { stream, cursor: page.next } };
  return following === undefined
    ? { counts: counted }
    : { counts: counted, next: { stream: following.name, cursor: null } };
}

async function judge(
  deps: PreviewDeps,
  context: SyncContext,
  resourceType: ResourceType,
  records: readonly ExternalRecord[],
): Promise<readonly Verdict[]> {
  const integrationId = context.integration.id;
  const set = fieldMappingOf(context, resourceType);
  const [linked, knowledgeOf] = await Promise.all([
    deps.pairs.summaries(records.map(({ id }) => ({ integrationId, resourceType, externalId: id }))),
    inwardKnowledge(deps, integrationId, set, records, 'peek'),
  ]);
  const known = new Set(linked.map(({ externalId }) => externalId));
  const strangers = records.filter(({ id }) => !known.has(id));
  const places = strangers.map(({ id: recordId }) => ({
    ...{ integrationId, resourceType, recordId },
    side: 'external' as const,
  }));
  const alone = new Set((await deps.pairs.alone(places)).map(({ recordId }) => recordId));
  const judged = records.map((record): Newcomer | Verdict => {
    if (known.has(record.id)) return 'alreadyLinked';
    if (alone.has(record.id)) return 'leftAlone';
    const { fields, missing, skip } = translateInward(set, record.data, null, knowledgeOf(record));
    if (skip !== undefined) return 'leftAlone';
    return missing.length > 0 ? 'rejected' : { resourceType, externalId: record.id, fields };
  });
  const newcomers = judged.filter((item): item is Newcomer => typeof item === 'object');
  const matched = await matchNewcomers(deps, context, newcomers);
  const acts = { link: 'toLink', review: 'ambiguous', leave: 'leftAlone' } as const;
  const creates = flowsIn(context.integration.syncDirection) ? 'toCreate' : 'leftAlone';
  return [
    ...judged.filter((item): item is Verdict => typeof item === 'string'),
    ...matched.map(({ match }): Verdict => (match.act === 'create' ? creates : acts[match.act])),
  ];
}

function add(
  counts: readonly PreviewCounts[],
  resourceType: ResourceType,
  verdicts: readonly Verdict[],
): readonly PreviewCounts[] {
  const known = counts.find((item) => item.resourceType === resourceType);
  const of = (verdict: Verdict) =>
    (known?.[verdict] ?? 0) + verdicts.filter((item) => item === verdict).length;
  const sum: PreviewCounts = {
    resourceType,
    looked: (known?.looked ?? 0) + verdicts.length,
    alreadyLinked: of('alreadyLinked'),
    toLink: of('toLink'),
    toCreate: of('toCreate'),
    ambiguous: of('ambiguous'),
    rejected: of('rejected'),
    leftAlone: of('leftAlone'),
  };
  return [...counts.filter((item) => item !== known), sum];
}
