import { createHash } from 'node:crypto';
import type { AlertCause } from '../../domain/alert.ts';
import type { PairKey } from '../../domain/integration.ts';
import type { RecordPlace } from '../../domain/left-alone.ts';
import { parseLogId } from '../../domain/log-id.ts';
import type { ResourceType } from '../../domain/resources.ts';
import type { Item, Key } from './client.ts';

/** One place that says where every kind of item lies; see ARCHITECTURE.md "Data". */
const shards = 4;

/** A shard in 0..3 from a text: spreads one integration's items over partitions, so that none runs hot. */
export const shardOf = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 7) % shards;
export const allShards = Array.from({ length: shards }, (_, shard) => shard);

const longestForeign = 600;

/** External ids are foreign text: free of our separators, and short enough for a sort key (1,024 bytes). */
export const foreign = (id: string): string => {
  const encoded = id.isWellFormed() ? encodeURIComponent(id) : '';
  if (encoded !== '' && encoded.length <= longestForeign) return encoded;
  return `#${createHash('sha256').update(JSON.stringify(id)).digest('base64url')}`;
};

export const recordKey = (type: ResourceType, id: string): Key => ({
  pk: `${type}#${foreign(id)}`,
  sk: 'RECORD',
});
export const recordIndex = (type: ResourceType, id: string, createdAt: string): Item => ({
  gsi1pk: recordPartition(type, shardOf(id)),
  gsi1sk: `${createdAt}#${id}`,
});
/** Records that may be linked without asking share a partition; the key itself may be personal and is not shown. */
export const matchPartition = (type: ResourceType, key: string) =>
  `MATCH#${type}#${createHash('sha256').update(key).digest('base64url')}`;
export const recordPartition = (type: ResourceType, shard: number) => `${type}#${shard}`;

export const mappingKey = ({ integrationId, resourceType, externalId }: PairKey): Key => ({
  pk: `PAIR#${integrationId}#${resourceType}#${foreign(externalId)}`,
  sk: 'MAPPING',
});
export const pointerKey = (integrationId: string, type: ResourceType, internalId: string): Key => ({
  pk: `PAIR-LOCAL#${integrationId}#${type}#${foreign(internalId)}`,
  sk: 'POINTER',
});
export const claimPartition = (integrationId: string, type: ResourceType) =>
  `CLAIMS#${integrationId}#${type}`;
export const claimKey = (claim: {
  readonly integrationId: string;
  readonly resourceType: ResourceType;
  readonly internalId: string;
}): Key => ({
  pk: claimPartition(claim.integrationId, claim.resourceType),
  sk: foreign(claim.internalId),
});
export const mappingPartition = (integrationId: string, shard: number) => `PAIRS#${integrationId}#${shard}`;

/** A record without a pair that is left alone holds the place that its pair would have. */
export const placeKey = ({ integrationId, resourceType, side, recordId }: RecordPlace): Key =>
  side === 'external'
    ? mappingKey({ integrationId, resourceType, externalId: recordId })
    : pointerKey(integrationId, resourceType, recordId);
export const alonePartition = (integrationId: string) => `LEFT-ALONE#${integrationId}`;

export const integrationKey = (id: string): Key => ({ pk: `INTEGRATION#${id}`, sk: 'INTEGRATION' });
export const integrationNameKey = (name: string): Key => ({
  pk: `INTEGRATION-NAME#${name.trim().toLowerCase()}`,
  sk: 'NAME',
});
export const fieldMappingKey = (integrationId: string, type: ResourceType, version: number): Key => ({
  pk: `INTEGRATION#${integrationId}`,
  sk: `FIELD-MAPPING#${type}#${String(version).padStart(6, '0')}`,
});
export const checkpointKey = (integrationId: string, stream: string): Key => ({
  pk: `INTEGRATION#${integrationId}`,
  sk: `CHECKPOINT#${stream}`,
});
export const runningJobKey = (integrationId: string): Key => ({
  pk: `INTEGRATION#${integrationId}`,
  sk: 'RUNNING-JOB',
});
export const tokenLeaseKey = (id: string): Key => ({ pk: `TOKEN-LEASE#${foreign(id)}`, sk: 'TOKEN-LEASE' });
export const idempotencyKey = (id: string): Key => ({ pk: `IDEMPOTENCY#${id}`, sk: 'IDEMPOTENCY' });
export const connectionKey = (id: string): Key => ({ pk: `CONNECTION#${foreign(id)}`, sk: 'CONNECTION' });
/** Sign-ins under way are few: one partition lists them by the end of their time. */
export const connectionPartition = 'CONNECTIONS';
export const breakerKey = (integrationId: string): Key => ({
  pk: `INTEGRATION#${integrationId}`,
  sk: 'BREAKER',
});
export const rateBucketKey = (id: string): Key => ({ pk: `RATE-BUCKET#${foreign(id)}`, sk: 'RATE-BUCKET' });
export const healthKey = (integrationId: string): Key => ({
  pk: `INTEGRATION#${integrationId}`,
  sk: 'HEALTH',
});
/** The hours of a month share a partition: one write in five minutes. */
export const hoursPartition = (integrationId: string, month: string) => `HOURS#${integrationId}#${month}`;
/** Receipts of changes, by the hour in which they were received; a batch an item. */
export const receiptsPartition = (integrationId: string, hour: string) => `RECEIPTS#${integrationId}#${hour}`;
/** The hours of a month share a partition: one write an hour. */
export const ledgerPartition = (integrationId: string, month: string) => `LEDGER#${integrationId}#${month}`;
export const ledgerKey = (integrationId: string): Key => ({
  pk: `INTEGRATION#${integrationId}`,
  sk: 'LEDGER',
});
export const driftKey = (integrationId: string): Key => ({ pk: `INTEGRATION#${integrationId}`, sk: 'DRIFT' });
export const driftHistory = (integrationId: string) => `DRIFT#${integrationId}`;
export const alertSettingsKey: Key = { pk: 'SYSTEM', sk: 'ALERTS' };
export const digestKey: Key = { pk: 'SYSTEM', sk: 'DIGEST' };
export const maintenanceKey: Key = { pk: 'SYSTEM', sk: 'MAINTENANCE' };
export const jobKey = (id: string): Key => ({ pk: `JOB#${id}`, sk: 'JOB' });
export const sweepKey = (jobId: string, stream: string, page: number): Key => ({
  pk: `SEEN#${jobId}#${foreign(stream)}`,
  sk: String(page).padStart(8, '0'),
});
export const conflictKey = (id: string): Key => ({ pk: `CONFLICT#${id}`, sk: 'CONFLICT' });
export const conflictPartition = (integrationId: string, status?: string) =>
  status === undefined ? `CONFLICTS#${integrationId}` : `CONFLICTS#${integrationId}#${status}`;
export const deleteWindowKey = (integrationId: string): Key => ({
  pk: `INTEGRATION#${integrationId}`,
  sk: 'DELETE-WINDOW',
});
export const approvalKey = (id: string): Key => ({ pk: `DELETE-APPROVAL#${id}`, sk: 'DELETE-APPROVAL' });
export const approvalPartition = (integrationId: string, status?: string) =>
  status === undefined ? `DELETE-APPROVALS#${integrationId}` : `DELETE-APPROVALS#${integrationId}#${status}`;
export const reviewKey = (id: string): Key => ({ pk: `REVIEW#${id}`, sk: 'REVIEW' });
export const reviewPartition = (integrationId: string, status?: string) =>
  status === undefined ? `REVIEWS#${integrationId}` : `REVIEWS#${integrationId}#${status}`;
/** One alert of a cause is open at a time and lies under `OPEN`; those that are over lie beside it. */
export const alertPartition = ({ integrationId, kind, cause }: AlertCause) =>
  `ALERT#${integrationId}#${kind}#${foreign(cause)}`;
export const parkedKey = (id: string): Key => ({ pk: `PARKED#${id}`, sk: 'PARKED' });

/** Day partitions of an integration's log, newest day first when walked. */
export const logPartition = (integrationId: string, day: string) => `LOGS#${integrationId}#${day}`;

/** Where the entry of a log id lies, or `undefined` for a text that is none. */
export function logKey(id: string): Key | undefined {
  const address = parseLogId(id);
  if (address === undefined) return undefined;
  return {
    pk: logPartition(address.integrationId, address.at.slice(0, 10)),
    sk: `${address.at}#${address.suffix}`,
  };
}
export const recordStory = (type: ResourceType, internalId: string) => `RECORD#${type}#${internalId}`;
export const auditPartition = (day: string) => `AUDIT#${day}`;
