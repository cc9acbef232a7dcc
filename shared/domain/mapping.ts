import type { ResourceType } from './resources.ts';
import type { FieldValue, Instant } from './values.ts';

export const mappingStatuses = ['SYNCED', 'PENDING_SYNC', 'ERROR', 'CONFLICT'] as const;
export type MappingStatus = (typeof mappingStatuses)[number];

/** The last agreed value of one field, when it was agreed and which side it came from. */
export interface BaseEntry {
  readonly value: FieldValue;
  /** The external value, where it was decided that the two sides differ; `value` is ours then. */
  readonly external?: FieldValue;
  readonly at: Instant;
  readonly by: 'external' | 'local' | 'both' | 'rule';
}

export type Base = { readonly [field: string]: BaseEntry };

export interface Turn {
  readonly way: 'out' | 'in';
  readonly at: Instant;
}

/** An admin's word that the sync keeps its hands off: `unlinked` until somebody relinks, `excluded` until it is included. */
export interface LeftAlone {
  readonly how: 'unlinked' | 'excluded';
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

/** One pair of records and what both sides last agreed on. */
export interface IntegrationMapping {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly version: number;
  readonly integrationId: string;
  readonly resourceType: ResourceType;
  readonly internalId: string;
  readonly externalId: string;
  readonly stream: string;
  readonly syncStatus: MappingStatus;
  readonly base: Base;
  /** Hash of the mapped external values once both sides were settled; empty while something waits. */
  readonly lastExternalHash: string;
  readonly lastLocalHash: string;
  /** Hash of what the vendor answered to our last write; the same hash coming in is our own echo. */
  readonly lastPushedHash?: string;
  readonly externalUpdatedAt?: Instant;
  /** Keys of the last deliveries applied to this pair (newest last, at most `recentDeliveriesKept`). */
  readonly recentDeliveries: readonly string[];
  /** The conflict that waits for a person (or was ignored by one) as long as its fields clash. */
  readonly conflictId?: string;
  /** One record was deleted on purpose, and what became of the other. The pair wakes up when it comes back. */
  readonly parted?: {
    readonly side: 'local' | 'external';
    readonly how: 'followed' | 'archived' | 'unlinked';
    readonly at: Instant;
  };
  /** A deletion that waits for an admin; `side`: where the record was deleted. */
  readonly awaiting?: { readonly approvalId: string; readonly side: 'local' | 'external' };
  /** An admin said that neither record is to be touched; nothing about the pair moves until one says otherwise. */
  readonly leftAlone?: LeftAlone;
  /** When values went out that the sync had passed on, and when they came back different; the last ten minutes. */
  readonly turns?: readonly Turn[];
  /** The pair bounces and rests; `seen`: hash of both sides' values since then. */
  readonly resting?: { readonly since: Instant; readonly seen: string };
  /** What the two records had in common when they were linked; absent where one was made from the other. */
  readonly matchedBy?: string;
  readonly fieldMappingVersion: number;
  readonly lastSyncedAt: Instant;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export const recentDeliveriesKept = 8;

/** The list with `key` as its newest entry; the oldest entries fall out. */
export const rememberDelivery = (recent: readonly string[], key: string | undefined): readonly string[] =>
  key === undefined || recent.includes(key) ? recent : [...recent, key].slice(-recentDeliveriesKept);
