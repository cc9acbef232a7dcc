import type { AuditEntry, ParkedItem } from '../../application/ports.ts';
import type { Alert } from '../../domain/alert.ts';
import type { PairClaim } from '../../domain/claim.ts';
import type { ConflictResolution } from '../../domain/conflict.ts';
import type { DeleteApproval, DeleteWindow } from '../../domain/delete-brake.ts';
import type { FieldMappingSet } from '../../domain/field-mapping.ts';
import type { Integration, PairKey } from '../../domain/integration.ts';
import type { Checkpoint, JobExecution } from '../../domain/job.ts';
import type { LoneRecord, RecordPlace } from '../../domain/left-alone.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import type { MatchReview } from '../../domain/match-review.ts';
import type { BritePoolRecord } from '../../domain/record.ts';
import type { ResourceType } from '../../domain/resources.ts';
import type { SyncLog } from '../../domain/sync-log.ts';

/** What the three tables hold, in this process: the stores of one memory see each other's writes. */
export class Memory {
  /** The network address of whoever asks now. */
  readonly originNow: () => string | undefined;

  readonly records = new Map<string, BritePoolRecord>();
  /** Every write to a record in order, as the table's stream tells it. */
  readonly recordEvents: RecordWritten[] = [];
  readonly mappings = new Map<string, IntegrationMapping>();
  /** External id by internal id: the other direction of a pair. */
  readonly pointers = new Map<string, string>();
  /** Creates under way, by internal id. */
  readonly claims = new Map<string, PairClaim>();
  /** Records without a pair that are left alone, by their place. */
  readonly alone = new Map<string, LoneRecord>();
  readonly conflicts = new Map<string, ConflictResolution>();
  readonly reviews = new Map<string, MatchReview>();
  readonly deleteWindows = new Map<string, DeleteWindow>();
  readonly deleteApprovals = new Map<string, DeleteApproval>();
  readonly integrations = new Map<string, Integration>();
  readonly tombstones = new Map<string, { readonly name: string; readonly at: string }>();
  readonly fieldMappings = new Map<string, FieldMappingSet>();
  readonly jobs = new Map<string, JobExecution>();
  readonly runningJobs = new Map<string, string>();
  readonly checkpoints = new Map<string, Checkpoint>();
  readonly logs = new Map<string, SyncLog>();
  readonly audit = new Map<string, AuditEntry>();
  readonly parked = new Map<string, ParkedItem>();
  /** Open ones by their cause, those that are over by their id. */
  readonly alerts = new Map<string, Alert>();

  constructor(originNow: Memory['originNow'] = () => undefined) {
    this.originNow = originNow;
  }
}

export interface RecordWritten {
  readonly eventId: string;
  readonly kind: 'upserted' | 'deleted';
  readonly record: BritePoolRecord;
}

export const recordKey = (type: ResourceType, id: string): string => JSON.stringify([type, id]);
export const pairKey = ({ integrationId, resourceType, externalId }: PairKey): string =>
  JSON.stringify([integrationId, resourceType, externalId]);
export const pointerKey = (integrationId: string, type: ResourceType, internalId: string): string =>
  JSON.stringify([integrationId, type, internalId]);

export const placeKey = ({ integrationId, resourceType, side, recordId }: RecordPlace): string =>
  JSON.stringify([integrationId, resourceType, side, recordId]);

/** Stored things are copies: what a caller does to its object afterwards is not a write. */
export const copy = <Value>(value: Value): Value => structuredClone(value);

/** Whether a write of this version may replace what is stored. */
export const follows = (stored: { readonly version: number } | undefined, version: number): boolean =>
  version <= 1 ? stored === undefined : stored?.version === version - 1;

export const pointerOf = (item: Pick<IntegrationMapping, 'integrationId' | 'resourceType' | 'internalId'>) =>
  pointerKey(item.integrationId, item.resourceType, item.internalId);

/** Stores the pair in both directions. */
export function linkPair(memory: Memory, mapping: IntegrationMapping): void {
  memory.mappings.set(pairKey(mapping), copy(mapping));
  memory.pointers.set(pointerOf(mapping), mapping.externalId);
}
