import type { Change } from '../../domain/change.ts';
import type { ExternalPage, ExternalRecord } from '../../domain/external.ts';
import { faultOf } from '../../domain/fault.ts';
import { externalFingerprint } from '../../domain/fingerprint.ts';
import type { PairKey } from '../../domain/integration.ts';
import type { JobExecution } from '../../domain/job.ts';
import { logIdFor } from '../../domain/log-id.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import type { ResourceType } from '../../domain/resources.ts';
import type { Instant } from '../../domain/values.ts';
import { mapConcurrently } from '../concurrency.ts';
import { type Metrics, metricsAbout } from '../metrics.ts';
import { type KnownPlace, wordsOn } from '../pairs/words-on.ts';
import type { ChangeQueue, PairStore } from '../ports.ts';
import type { Candidate, Ending } from '../sync/candidates.ts';
import { fieldMappingOf, type SyncContext } from '../sync/context.ts';
import { countOf } from '../sync/note-end.ts';
import { noteTry } from '../sync/park-or-retry.ts';
import { type SyncDeps, syncPairs } from '../sync/sync-pairs.ts';

export interface PageCounts {
  readonly succeeded: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly conflicts: number;
}

export const noCounts: PageCounts = { succeeded: 0, unchanged: 0, failed: 0, conflicts: 0 };

export const sumOf = (a: PageCounts, b: PageCounts): PageCounts => ({
  succeeded: a.succeeded + b.succeeded,
  unchanged: a.unchanged + b.unchanged,
  failed: a.failed + b.failed,
  conflicts: a.conflicts + b.conflicts,
});

/** The job with these counts added to its own. */
export const counted = (job: JobExecution, counts: PageCounts): JobExecution => ({
  ...job,
  successCount: job.successCount + counts.succeeded,
  unchangedCount: job.unchangedCount + counts.unchanged,
  errorCount: job.errorCount + counts.failed,
  conflictCount: job.conflictCount + counts.conflicts,
});

type PageDeps = SyncDeps & {
  readonly changes: ChangeQueue;
  readonly metrics?: Metrics | undefined;
};

interface Stream {
  readonly name: string;
  readonly resourceType: ResourceType;
}

/**
 * One page of a stream: drops what is unchanged since the last look by one batch read of the mappings, syncs the
 * rest in place, and hands failures to the change queue, where they get their own retries.
 */
export async function syncPage(
  deps: PageDeps,
  context: SyncContext,
  job: JobExecution,
  stream: Stream,
  page: ExternalPage,
  /** When the page was asked for. */
  seenAt: Instant,
): Promise<PageCounts> {
  const records = lastOfEach(page.records);
  const keyOf = (externalId: string): PairKey => ({
    integrationId: context.integration.id,
    resourceType: stream.resourceType,
    externalId,
  });
  const ids = [...records.map(({ id }) => id), ...page.deletedIds];
  const { known, leftAlone } = await knownOf(deps.pairs, ids.map(keyOf));
  const changed = records.filter(
    (record) => !leftAlone.has(record.id) && !isUnchanged(deps, context, stream, record, known),
  );
  const deleted = page.deletedIds.filter((id) => known.has(id) && !leftAlone.has(id));
  const toLookAt = [...changed.map(({ id }) => id), ...deleted].filter((id) => known.has(id));
  const mappings = await mappingsOf(deps.pairs, toLookAt.map(keyOf));
  const reported = deleted
    .filter((id) => mappings.get(id)?.parted?.side !== 'external')
    .map((id) => candidateFor(deps, job, stream, id, 'gone' as const, mappings.get(id)));
  const proven = await mapConcurrently(reported, 10, (candidate) => prove(context, candidate));
  const candidates: Candidate[] = [
    ...changed.map((record) => candidateFor(deps, job, stream, record.id, record, mappings.get(record.id))),
    ...proven.filter((item) => 'external' in item),
  ];
  const seen = candidates.map((candidate) => ({ ...candidate, seenAt }));
  const synced = seen.length === 0 ? [] : await syncPairs(deps, context, seen);
  const endings = [...synced, ...proven.filter((item) => 'fault' in item)];
  await handOver(deps, endings);
  tellOperators(deps, context, endings, records.length - changed.length);
  return count(endings, records.length - changed.length);
}

/** What failed or has to wait ends later, and is counted then. */
function tellOperators(
  deps: PageDeps,
  { integration: { id: integrationId, type: integrationType } }: SyncContext,
  endings: readonly Ending[],
  dropped: number,
): void {
  const metrics = metricsAbout(deps.metrics, { integrationId, integrationType });
  const ended = endings.flatMap((ending) =>
    'outcome' in ending && ending.later === undefined ? [ending.outcome] : [],
  );
  metrics?.count('Received', endings.length + dropped);
  metrics?.count('Ended', ended.length + dropped);
  metrics?.count('Unchanged', dropped);
  for (const outcome of ended) metrics?.count(countOf[outcome]);
  metrics?.count('Bugs', endings.filter((ending) => 'fault' in ending && ending.fault.kind === 'bug').length);
}

/** A record that is reported deleted is read: only when it is really gone does anything follow. */
async function prove(context: SyncContext, candidate: Candidate): Promise<Candidate | Ending> {
  const { change } = candidate;
  try {
    const external = await context.system.get(change.stream, change.recordId);
    return external === 'gone'
      ? candidate
      : { ...candidate, external, change: { ...change, kind: 'upserted' } };
  } catch (error) {
    return { change, fault: faultOf(error) };
  }
}

/** A vendor may list a record twice on one page while it is being edited; the later one is the newer. */
const lastOfEach = (records: readonly ExternalRecord[]): readonly ExternalRecord[] => [
  ...new Map(records.map((record) => [record.id, record])).values(),
];

interface Known {
  /** External id → hash of the state that was settled, empty while something waits. */
  readonly known: ReadonlyMap<string, string>;
  readonly leftAlone: ReadonlySet<string>;
}

/** One light read for a whole page, and one for those of its records that have no pair. */
async function knownOf(pairs: PairStore, keys: readonly PairKey[]): Promise<Known> {
  const found = keys.length === 0 ? [] : await pairs.summaries(keys);
  const pairOf = new Map(found.map((pair) => [pair.externalId, pair]));
  const places = keys.map((key): KnownPlace => {
    const { integrationId, resourceType, externalId: recordId } = key;
    return { integrationId, resourceType, side: 'external', recordId, pair: pairOf.get(recordId) };
  });
  const words = await wordsOn(pairs, places);
  return {
    known: new Map(found.map(({ externalId, lastExternalHash }) => [externalId, lastExternalHash])),
    leftAlone: new Set(places.flatMap(({ recordId }, at) => (words[at] === undefined ? [] : [recordId]))),
  };
}

async function mappingsOf(
  pairs: PairStore,
  keys: readonly PairKey[],
): Promise<ReadonlyMap<string, IntegrationMapping>> {
  const found = keys.length === 0 ? [] : await pairs.byExternalIds(keys);
  return new Map(found.map((mapping) => [mapping.externalId, mapping]));
}

function isUnchanged(
  deps: SyncDeps,
  context: SyncContext,
  stream: Stream,
  record: ExternalRecord,
  known: ReadonlyMap<string, string>,
): boolean {
  const settled = known.get(record.id) ?? '';
  if (settled === '') return false;
  return (
    settled ===
    deps.hasher.hash(
      externalFingerprint(
        fieldMappingOf(context, stream.resourceType),
        record.data,
        context.integration.syncDirection,
      ),
    )
  );
}

/** The entry's id depends on the saved job only, so a page that is repeated writes the same entries again. */
function candidateFor(
  deps: SyncDeps,
  job: JobExecution,
  stream: Stream,
  externalId: string,
  external: ExternalRecord | 'gone',
  mapping: IntegrationMapping | undefined,
): Candidate {
  const { integrationId } = job;
  const receivedAt = job.updatedAt;
  const deliveryKey = `${job.id}#${job.pages}`;
  const id = { integrationId, receivedAt, deliveryKey, recordId: `${stream.name}/${externalId}` };
  const change: Change = {
    schemaVersion: 1,
    integrationId,
    resourceType: stream.resourceType,
    stream: stream.name,
    side: 'external',
    recordId: externalId,
    kind: external === 'gone' ? 'deleted' : 'upserted',
    cause: job.jobType === 'RETRY' ? 'retry' : 'poll',
    receivedAt,
    deliveryKey,
    logId: logIdFor(id, (text) => deps.hasher.hash(text)),
    jobId: job.id,
  };
  return { change, external, mapping };
}

async function handOver(deps: PageDeps, endings: readonly Ending[]): Promise<void> {
  const now = deps.clock.now();
  await mapConcurrently(endings, 10, async (ending) => {
    if ('fault' in ending) await noteTry(deps, ending.change, ending.fault, now);
  });
  const failed = endings
    .filter((ending) => 'fault' in ending || ending.later !== undefined)
    .map(({ change }): Change => ({ ...change, cause: 'retry' }));
  if (failed.length === 0) return;
  if ((await deps.changes.send(failed)) !== 'accepted') {
    throw new Error('The change queue does not take the failed records of this page; the page is repeated.');
  }
}

/** What only waits for requests that the vendor allows is handed on and no failure. */
const outcomeOf = (ending: Ending) =>
  'outcome' in ending ? ending.outcome : ending.fault.kind === 'rate-limited' ? 'waits' : 'failed';

function count(endings: readonly Ending[], dropped: number): PageCounts {
  const outcomes = endings.map(outcomeOf);
  const of = (...wanted: readonly string[]) => outcomes.filter((outcome) => wanted.includes(outcome)).length;
  return {
    succeeded: of('applied', 'superseded', 'duplicate'),
    unchanged: dropped + of('unchanged', 'echo'),
    failed: of('failed', 'rejected', 'dead'),
    conflicts: of('conflict', 'held'),
  };
}
