import type { PairClaim } from '../../domain/claim.ts';
import type { ConflictResolution } from '../../domain/conflict.ts';
import type { LoneRecord, RecordPlace } from '../../domain/left-alone.ts';
import type { IntegrationMapping, LeftAlone } from '../../domain/mapping.ts';
import type { ResourceType } from '../../domain/resources.ts';
import type { AuditEntry, Listing, PageRequest } from '../port-values.ts';

/** What holds the place of a record that an admin wants to pair. */
export type Holder =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'alone'; readonly lone: LoneRecord }
  | { readonly kind: 'claim'; readonly claim: PairClaim }
  /** Its half of a pair that was unlinked. */
  | { readonly kind: 'unlinked'; readonly mapping: IntegrationMapping };

/** A pair made by hand, and what held the places of its records until now. Other halves stay behind, left alone. */
export interface Relink {
  readonly mapping: IntegrationMapping;
  readonly ours: Holder;
  readonly theirs: Exclude<Holder, { kind: 'claim' }>;
}

/** The part of the pair store that carries out what admins say. Each act comes with its audit entry, all or nothing. */
export interface PairActs {
  /** Writes the mapping, and its conflict if one is given, if the stored ones have one version less. */
  act(
    mapping: IntegrationMapping,
    entry: AuditEntry,
    conflict?: ConflictResolution,
  ): Promise<'written' | 'stale'>;
  /** Holds the place of a record without a pair; `taken` when it has a pair or a claim, or is left alone already. */
  setAside(lone: LoneRecord, entry: AuditEntry): Promise<'written' | 'taken'>;
  /** Gives the place free again, if it is held for the same word. */
  takeUp(lone: LoneRecord, entry: AuditEntry): Promise<'written' | 'stale'>;
  /** Stores the pair if both places are held as it says. */
  relink(relink: Relink, entry: AuditEntry): Promise<'linked' | 'stale'>;
  /** Those of these records that are left alone without a pair, as stored at this moment. */
  alone(places: readonly RecordPlace[]): Promise<readonly LoneRecord[]>;
  listAlone(
    integrationId: string,
    filter: { readonly how?: LeftAlone['how']; readonly resourceType?: ResourceType },
    page: PageRequest,
  ): Promise<Listing<LoneRecord>>;
}
