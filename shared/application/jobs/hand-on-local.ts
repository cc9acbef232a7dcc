import type { Change } from '../../domain/change.ts';
import type { FieldMappingSet } from '../../domain/field-mapping.ts';
import { localFingerprint } from '../../domain/fingerprint.ts';
import type { JobExecution } from '../../domain/job.ts';
import { logIdFor } from '../../domain/log-id.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import { whyNotCreated } from '../../domain/may-create.ts';
import type { BritePoolRecord } from '../../domain/record.ts';
import type { ResourceType } from '../../domain/resources.ts';
import { recordsInReview } from '../first-sync/in-review.ts';
import { wordsOn } from '../pairs/words-on.ts';
import { fieldMappingOf, type SyncContext } from '../sync/context.ts';
import type { RunDeps } from './run-deps.ts';
import type { StepPage } from './step-page.ts';
import { streamsOf } from './streams.ts';

const recordsAtOnce = 100;

/**
 * One page of our own records of one kind: what the other system does not have, or does not have as it is now, goes to
 * the change queue as a local change. There it is looked at as every edit is, with its own retries.
 */
export async function handOnLocal(
  deps: RunDeps,
  context: SyncContext,
  job: JobExecution,
  type: ResourceType,
): Promise<StepPage> {
  const { integration } = context;
  const streams = await streamsOf(deps.connectors, integration, integration.dataTypes);
  const stream = streams.find((item) => item.resourceType === type);
  if (stream === undefined) return {};
  const request = { limit: recordsAtOnce, ...(job.cursor === undefined ? {} : { cursor: job.cursor }) };
  const page = await deps.records.list(type, request);
  const records = page.items.filter(({ externalSyncEnabled }) => externalSyncEnabled);
  const ids = records.map(({ id }) => id);
  const pairs = ids.length === 0 ? [] : await deps.pairs.byInternalIds(integration.id, type, ids);
  const pairOf = new Map(pairs.map((pair) => [pair.internalId, pair]));
  const set = fieldMappingOf(context, type);
  const mayCreate = context.system.may(stream.name, 'create') && flowsOut(set);
  const inReview = await recordsInReview(deps, integration.id);
  const places = records.map(({ id: recordId }) => {
    const common = { integrationId: integration.id, resourceType: type, side: 'local' } as const;
    return { ...common, recordId, pair: pairOf.get(recordId) };
  });
  const words = await wordsOn(deps.pairs, places);
  const due = records.filter((record, index) => {
    const pair = pairOf.get(record.id);
    if (words[index] !== undefined) return false;
    if (pair !== undefined) return isUnpushed(deps, set, record, pair);
    return mayCreate && !inReview.has(record.id) && whyNotCreated(context.integration, record) === undefined;
  });
  await send(
    deps,
    due.map((record) => changeFor(deps, job, stream.name, record)),
  );
  return {
    looked: page.items.length,
    handedOn: due.length,
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
}

const flowsOut = (set: FieldMappingSet): boolean => set.fields.some(({ direction }) => direction !== 'in');

/** Our values differ from those that were last settled. A pair that waits for a person or rests is left in peace. */
function isUnpushed(
  { hasher }: RunDeps,
  set: FieldMappingSet,
  { fields }: BritePoolRecord,
  { lastLocalHash, parted, awaiting, resting }: IntegrationMapping,
): boolean {
  if (parted !== undefined || awaiting !== undefined || resting !== undefined) return false;
  return lastLocalHash !== hasher.hash(localFingerprint(set, fields));
}

/** The entry's id depends on the saved job only, so a page that is repeated sends the same changes again. */
function changeFor(deps: RunDeps, job: JobExecution, stream: string, record: BritePoolRecord): Change {
  const { integrationId } = job;
  const receivedAt = job.updatedAt;
  const deliveryKey = `${job.id}#${job.pages}`;
  const recordId = record.id;
  return {
    schemaVersion: 1,
    integrationId,
    resourceType: record.resourceType,
    stream,
    side: 'local',
    recordId,
    kind: 'upserted',
    cause: 'poll',
    receivedAt,
    deliveryKey,
    logId: logIdFor({ integrationId, receivedAt, deliveryKey, recordId }, (text) => deps.hasher.hash(text)),
    jobId: job.id,
  };
}

async function send(deps: RunDeps, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0 || (await deps.changes.send(changes)) === 'accepted') return;
  throw new Error('The change queue does not take our own records of this page; the page is repeated.');
}
