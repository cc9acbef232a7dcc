import type { ResourceType } from './resources.ts';
import type { Instant } from './values.ts';

/**
 * A pair in the making: our record is about to be created in the external system, whose id nobody knows yet. It is
 * stored before the create is sent, so that whoever finds it knows that the record may already exist over there.
 */
export interface PairClaim {
  readonly schemaVersion: 1;
  /** Becomes the mapping's id. */
  readonly id: string;
  readonly integrationId: string;
  readonly resourceType: ResourceType;
  readonly internalId: string;
  readonly stream: string;
  readonly syncStatus: 'PENDING_SYNC';
  /** Sent with every try of this create, for vendors that recognise a repetition by it. */
  readonly idempotencyKey: string;
  /** Hash of what a person would recognise the record by; the record that comes back carries the same. */
  readonly identity: string;
  readonly claimedAt: Instant;
}
