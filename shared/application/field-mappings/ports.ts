import type { Change } from '../../domain/change.ts';
import type { FieldMappingSet } from '../../domain/field-mapping.ts';
import type { ResourceType } from '../../domain/resources.ts';
import type { Instant } from '../../domain/values.ts';

/** A record that a reference names, by its id over there (`external`) or here (`local`). */
export interface Awaited {
  readonly resourceType: ResourceType;
  readonly side: 'external' | 'local';
  readonly id: string;
}

/** A pair with a reference to a record that is not linked yet. */
export interface WaitingPair {
  readonly integrationId: string;
  readonly awaited: Awaited;
  readonly waiting: Pick<Change, 'resourceType' | 'stream' | 'side' | 'recordId'>;
}

/** Who waits for whom, found by the record that is waited for. */
export interface WaitingStore {
  /** Remembers each once; answers those that were not known before. */
  remember(pairs: readonly WaitingPair[]): Promise<readonly WaitingPair[]>;
  waitingFor(integrationId: string, awaited: readonly Awaited[]): Promise<readonly WaitingPair[]>;
  /** All who wait in one integration, in no order. */
  list(integrationId: string): Promise<readonly WaitingPair[]>;
  forget(pairs: readonly WaitingPair[]): Promise<void>;
  removeAll(integrationId: string): Promise<void>;
}

/** A value of the other system that no rule knows the meaning of. */
export interface UnknownValue {
  readonly integrationId: string;
  readonly resourceType: ResourceType;
  readonly field: string;
  readonly value: string;
  /** The record that had it first, by its external id. */
  readonly recordId: string;
  readonly firstSeenAt: Instant;
}

/** One note per value and field, however many records have it. */
export interface UnknownValueStore {
  /** Answers those that nobody had noted before. */
  note(values: readonly UnknownValue[]): Promise<readonly UnknownValue[]>;
  /** Oldest first. */
  list(integrationId: string): Promise<readonly UnknownValue[]>;
  forget(values: readonly UnknownValue[]): Promise<void>;
}

export interface FieldMappingStore {
  /** The newest version of every set of the integration. */
  current(integrationId: string): Promise<readonly FieldMappingSet[]>;
  /** Every version that was saved for one kind of record, newest first. */
  versions(integrationId: string, type: ResourceType): Promise<readonly FieldMappingSet[]>;
  /** Saves a set whose version is one above the newest. */
  save(set: FieldMappingSet): Promise<'saved' | 'stale'>;
}
