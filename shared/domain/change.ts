import type { ResourceType } from './resources.ts';
import type { Fields, Instant } from './values.ts';

/**
 * A hint that a pair of records may differ. It says where to look, never what to write: the worker reads both
 * sides as they are when it gets there.
 */
export interface Change {
  readonly schemaVersion: 1;
  readonly integrationId: string;
  readonly resourceType: ResourceType;
  readonly stream: string;
  readonly side: 'external' | 'local';
  /** Known id of the changed record on `side`. */
  readonly recordId: string;
  readonly kind: 'upserted' | 'deleted';
  readonly cause: 'webhook' | 'poll' | 'edit' | 'retry' | 'manual';
  /** When we learnt of it; "applied within 30 s" counts from here. */
  readonly receivedAt: Instant;
  /** The vendor's event id, or a hash of the delivery's bytes and the record: equal for repeated deliveries. */
  readonly deliveryKey: string;
  /** The log entry that will say what became of it. */
  readonly logId: string;
  readonly jobId?: string;
  /** The settings by which it was told (`Integration.edition`): whoever remembers older ones reads them anew. */
  readonly edition?: number;
  /** What an admin gave for fields that the external record leaves open; used while this change is looked at. */
  readonly given?: GivenValues;
}

export interface GivenValues {
  /** The admin. */
  readonly by: string;
  /** Canonical values by our field names. */
  readonly values: Fields;
}

export const outcomes = [
  'applied',
  'unchanged',
  'echo',
  'duplicate',
  'superseded',
  'held',
  'conflict',
  'rejected',
  'dead',
] as const;
/** What became of a change. Every change gets exactly one. */
export type Outcome = (typeof outcomes)[number];

/** FIFO group of a change: the pair, so that one poison record holds up nobody else. */
export const groupOf = (
  change: Pick<Change, 'integrationId' | 'resourceType' | 'side' | 'recordId'>,
): string => `${change.integrationId}/${change.resourceType}/${change.side}/${change.recordId}`;
