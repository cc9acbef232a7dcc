import type { ResourceType } from './resources.ts';
import type { Fields, Instant } from './values.ts';

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
  /** Our values as every try of this create sends them: what the record that comes back is recognised by. */
  readonly sent: Fields;
  readonly claimedAt: Instant;
  /**
   * The record over there is gone and made anew, by whoever saw that: no change of our record, so that one of those may
   * come by while the create is on its way.
   */
  readonly recreates?: true;
}
