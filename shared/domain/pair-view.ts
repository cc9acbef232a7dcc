import type { Change, Outcome } from './change.ts';
import type { PairClaim } from './claim.ts';
import type { ConflictResolution } from './conflict.ts';
import type { DeleteApproval } from './delete-brake.ts';
import type { ExternalRecord } from './external.ts';
import type { Fault } from './fault.ts';
import type { FieldMappingSet } from './field-mapping.ts';
import type { Integration } from './integration.ts';
import type { IntegrationMapping } from './mapping.ts';
import type { BritePoolRecord } from './record.ts';
import type { SyncLog } from './sync-log.ts';
import type { Knowledge } from './translate.ts';
import type { Fields, Instant } from './values.ts';

/** Everything that is known about a pair when it is decided. */
export interface PairView {
  readonly integration: Integration;
  readonly fieldMapping: FieldMappingSet;
  readonly change: Change;
  readonly external: ExternalRecord;
  readonly mapping: IntegrationMapping | undefined;
  readonly record: BritePoolRecord | undefined;
  readonly knowledge: Knowledge;
  /** Creates under way over there, one of which may have made this external record. */
  readonly claims?: readonly PairClaim[];
  /** The conflict that the mapping names. */
  readonly conflict?: ConflictResolution;
  /** How far the vendor's clock is ahead of ours, and how sure that is, in milliseconds. */
  readonly clock: { readonly offsetMs: number; readonly uncertaintyMs: number };
  /** The approval that the mapping waits for. */
  readonly approval?: DeleteApproval;
  /** Whether records can be deleted over there. */
  readonly mayDelete: boolean;
  /** Leaves an entry even when nobody asked for one: it replaces one that is not true any more. */
  readonly explainAnyway?: boolean;
}

/** What is known of a pair one of whose records is gone. */
export interface DeletionView
  extends Pick<PairView, 'integration' | 'fieldMapping' | 'change' | 'mapping' | 'record' | 'conflict'> {
  /** The approval that the mapping waits for. */
  readonly approval?: DeleteApproval;
  readonly mayDelete: boolean;
}

export interface DecisionTools {
  readonly startedAt: Instant;
  readonly now: Instant;
  readonly hash: (text: string) => string;
  readonly newId: (prefix: string) => string;
}

/**
 * One record is gone: `remove` or `archive` ours, `delete-there` theirs, `close` only remembers it, `ask` an admin.
 * `braked`: counts as a deletion and may be stopped when there are too many.
 */
export interface PartStep {
  readonly kind: 'part';
  readonly action: 'remove' | 'archive' | 'delete-there' | 'close' | 'ask';
  readonly mapping: IntegrationMapping;
  /** The record to remove, or as it is to be archived. */
  readonly record?: BritePoolRecord;
  readonly log: SyncLog;
  /** The pair's conflict, closed: there is nothing left to decide. */
  readonly conflict?: ConflictResolution;
  readonly braked: boolean;
}

interface MaybeNewcomer {
  /** An external record without a counterpart, in our words: it may be one of ours already. */
  readonly newcomer?: Fields;
}

/** What to write for one pair. `log` is absent where nothing happened that anyone asked about. */
export type PairStep =
  | ({ readonly kind: 'end'; readonly outcome: Outcome; readonly log?: SyncLog } & MaybeNewcomer)
  | { readonly kind: 'reject'; readonly fault: Fault }
  | PartStep
  /** Nothing moves for now; the change comes back later. */
  | { readonly kind: 'rest'; readonly mapping?: IntegrationMapping; readonly fault: Fault }
  /** Theirs is gone and ours was edited since: it is created over there once more. */
  | ({
      readonly kind: 'recreate';
      readonly mapping: IntegrationMapping;
      readonly record: BritePoolRecord;
    } & Pick<PartStep, 'conflict'>)
  | ({
      readonly kind: 'create';
      readonly record: BritePoolRecord;
      readonly mapping: IntegrationMapping;
      readonly log: SyncLog;
    } & MaybeNewcomer)
  | {
      readonly kind: 'update';
      readonly outcome: Outcome;
      readonly record?: BritePoolRecord;
      readonly mapping: IntegrationMapping;
      readonly log?: SyncLog;
      /** The conflict to store, where this look opened, changed or closed one. */
      readonly conflict?: ConflictResolution;
      /** Canonical values that the external record is to get; empty when nothing flows out. */
      readonly push: Fields;
      /** Our record once `record` is written. */
      readonly after: BritePoolRecord;
    };
