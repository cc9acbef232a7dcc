import type { ResourceType } from './resources.ts';
import type { Fields, Instant } from './values.ts';

/** Who wrote: a person or program at BritePool, or the sync on behalf of one integration. */
export type Actor =
  | { readonly kind: 'britepool'; readonly id: string }
  | { readonly kind: 'integration'; readonly id: string }
  | { readonly kind: 'admin'; readonly id: string };

/** When and by whom a field got its present value: the local side of "latest wins". */
export interface FieldStamp {
  readonly at: Instant;
  readonly by: Actor;
  /** Taken over as the integration's system had it: nobody here chose it. */
  readonly taken?: true;
}

/** One of BritePool's own records. `version` rises by one with every write and guards it. */
export interface BritePoolRecord {
  readonly schemaVersion: 1;
  readonly resourceType: ResourceType;
  readonly id: string;
  readonly version: number;
  readonly fields: Fields;
  readonly stamps: { readonly [field: string]: FieldStamp };
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly updatedBy: Actor;
  /** Log entry of the sync write that made this version; absent when a person wrote it. */
  readonly lastLogId?: string;
  readonly archivedAt?: Instant;
  readonly externalSyncEnabled: boolean;
  readonly lastExternalSyncAt?: Instant;
  /** System-specific data kept for its owner, by integration id. */
  readonly externalMetadata?: Fields;
}

/** Who writes and why; `taken` names the fields that get the external value as it is. */
export interface RecordWrite {
  readonly at: Instant;
  readonly by: Actor;
  readonly logId?: string;
  readonly taken?: readonly string[];
}

/** The record after `changes`, one version on; fields that do not change keep their stamps. */
export function revise(record: BritePoolRecord, changes: Fields, write: RecordWrite): BritePoolRecord {
  const stamp: FieldStamp = { at: write.at, by: write.by };
  const stamps = Object.fromEntries(
    Object.keys(changes).map((field) => [
      field,
      write.taken?.includes(field) === true ? { ...stamp, taken: true as const } : stamp,
    ]),
  );
  const { lastLogId: _replaced, ...kept } = record;
  return {
    ...kept,
    version: record.version + 1,
    fields: { ...record.fields, ...changes },
    stamps: { ...record.stamps, ...stamps },
    updatedAt: write.at,
    updatedBy: write.by,
    ...(write.logId === undefined ? {} : { lastLogId: write.logId }),
    ...(write.by.kind === 'integration' ? { lastExternalSyncAt: write.at } : {}),
  };
}

/** A new record at version 1. */
export function draft(
  identity: { readonly resourceType: ResourceType; readonly id: string },
  fields: Fields,
  write: RecordWrite,
): BritePoolRecord {
  const blank: BritePoolRecord = {
    schemaVersion: 1,
    ...identity,
    version: 0,
    fields: {},
    stamps: {},
    createdAt: write.at,
    updatedAt: write.at,
    updatedBy: write.by,
    externalSyncEnabled: true,
  };
  return revise(blank, fields, write);
}
