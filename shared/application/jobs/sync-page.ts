import type { Change } from '../../domain/change.ts';
import type { ExternalPage, ExternalRecord } from '../../domain/external.ts';
import { externalFingerprint } from '../../domain/fingerprint.ts';
import type { JobExecution } from '../../domain/job.ts';
import { logIdFor } from '../../domain/log-id.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import type { ResourceType } from '../../domain/resources.ts';
import type { ChangeQueue } from '../ports.ts';
import type { Candidate, Ending } from '../sync/candidates.ts';
import { fieldMappingOf, type SyncContext } from '../sync/context.ts';
import { type SyncDeps, syncPairs } from '../sync/sync-pairs.ts';

export interface PageCounts {
  readonly succeeded: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly conflicts: number;
}

interface Stream {
  readonly name: string;
  readonly resourceType: ResourceType;
}

/**
 * One page of a stream: drops what is unchanged since the last look by one batch read of the mappings, syncs the
 * rest in place, and hands failures to the change queue, where they get their own retries.
 */
export async function syncPage(
  deps: SyncDeps & { readonly changes: ChangeQueue },
  context: SyncContext,
  job: JobExecution,
  stream: Stream,
  page: ExternalPage,
): Promise<PageCounts> {
  const records = lastOfEach(page.records);
  const mappings = await mappingsOf(deps, context, stream, records, page.deletedIds);
  const changed = records.filter(
    (record) => !isUnchanged(deps, context, stream, record, mappings.get(record.id)),
  );
  const deleted = page.deletedIds.filter((id) => mappings.has(id));
  const candidates: Candidate[] = [
    ...changed.map((record) => candidateFor(deps, job, stream, record.id, record, mappings.get(record.id))),
    ...deleted.map((id) => candidateFor(deps, job, stream, id, 'gone' as const, mappings.get(id))),
  ];
  const endings = candidates.length === 0 ? [] : await syncPairs(deps, context, candidates);
  await handOver(deps, endings);
  return count(endings, records.length - changed.length);
}

/** A vendor may list a record twice on one page while it is being edited; the later one is the newer. */
const lastOfEach = (records: readonly ExternalRecord[]): readonly ExternalRecord[] => [
  ...new Map(records.map((record) => [record.id, record])).values(),
];

async function mappingsOf(
  deps: SyncDeps,
  context: SyncContext,
  stream: Stream,
  records: readonly ExternalRecord[],
  deletedIds: readonly string[],
): Promise<ReadonlyMap<string, IntegrationMapping>> {
  const ids = [...records.map((record) => record.id), ...deletedIds];
  const keys = ids.map((externalId) => ({
    integrationId: context.integration.id,
    resourceType: stream.resourceType,
    externalId,
  }));
  const found = keys.length === 0 ? [] : await deps.pairs.byExternalIds(keys);
  return new Map(found.map((mapping) => [mapping.externalId, mapping]));
}

function isUnchanged(
  deps: SyncDeps,
  context: SyncContext,
  stream: Stream,
  record: ExternalRecord,
  mapping: IntegrationMapping | undefined,
): boolean {
  if (mapping === undefined || mapping.lastExternalHash === '') return false;
  const set = fieldMappingOf(context, stream.resourceType);
  return mapping.lastExternalHash === deps.hasher.hash(externalFingerprint(set, record.data));
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

async function handOver(deps: { readonly changes: ChangeQueue }, endings: readonly Ending[]): Promise<void> {
  const failed = endings
    .filter((ending) => 'fault' in ending)
    .map(({ change }): Change => ({ ...change, cause: 'retry' }));
  if (failed.length === 0) return;
  if ((await deps.changes.send(failed)) !== 'accepted') {
    throw new Error('The change queue does not take the failed records of this page; the page is repeated.');
  }
}

function count(endings: readonly Ending[], dropped: number): PageCounts {
  const outcomes = endings.map((ending) => ('outcome' in ending ? ending.outcome : 'failed'));
  const of = (...wanted: readonly string[]) => outcomes.filter((outcome) => wanted.includes(outcome)).length;
  return {
    succeeded: of('applied', 'superseded', 'duplicate'),
    unchanged: dropped + of('unchanged', 'echo'),
    failed: of('failed', 'rejected', 'dead'),
    conflicts: of('conflict', 'held'),
  };
}
