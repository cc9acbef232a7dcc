import type { MergeRule } from './integration.ts';
import type { ResourceType } from './resources.ts';
import type { FieldValue, Instant } from './values.ts';

/** How a value is translated; the names are the specification's. */
export type Transform =
  | 'string'
  | 'number'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'json'
  | {
      readonly type: 'enum';
      readonly mapping: { readonly [external: string]: string };
      /** Where several of our values share one external value: ours → theirs. */
      readonly outward?: { readonly [internal: string]: string };
      /** How the external value is written; without it `true` and `false` are booleans and the rest is text. */
      readonly writeAs?: 'text' | 'number' | 'boolean';
    }
  | { readonly type: 'lookup'; readonly resourceType: ResourceType }
  | { readonly type: 'set'; readonly item?: string }
  | {
      readonly type: 'zoned';
      /** Zone of times that name none. */
      readonly zone?: string;
      /** Where the zone stands when it has a field of its own. */
      readonly zoneField?: string;
      /** How it is written: wall clock with zone, wall clock alone, or the moment in UTC. */
      readonly as?: 'zoned' | 'local' | 'instant';
    }
  | { readonly type: 'named'; readonly name: string; readonly target?: string }
  | { readonly type: 'expression'; readonly inward: string; readonly outward?: string };

/** One rule external field ↔ our field. */
export interface FieldMapping {
  /** Path into the vendor's record: `assignee.gid`, `custom_fields[0].value`. */
  readonly externalField: string;
  readonly internalField: string;
  readonly transform: Transform;
  readonly direction: 'both' | 'in' | 'out';
  readonly required?: boolean;
  readonly defaultValue?: FieldValue;
  /** An empty external value empties ours; without it, empty never overwrites. */
  readonly emptyOverwrites?: boolean;
  /** Lets a privileged field flow in. */
  readonly allowPrivileged?: boolean;
  readonly mergeRule?: MergeRule;
}

/** All rules of one kind of record in one integration. Saved as a new version, never changed in place. */
export interface FieldMappingSet {
  readonly schemaVersion: 1;
  readonly integrationId: string;
  readonly resourceType: ResourceType;
  readonly stream: string;
  readonly version: number;
  readonly fields: readonly FieldMapping[];
  /** Absent on the connector's defaults. */
  readonly savedAt?: Instant;
  readonly savedBy?: string;
  /** Version whose rules were taken up again. */
  readonly restoredFrom?: number;
}

/** The kind of record whose id this field holds, for lookups. */
export const lookupTarget = (mapping: Pick<FieldMapping, 'transform'>): ResourceType | undefined =>
  typeof mapping.transform === 'object' && mapping.transform.type === 'lookup'
    ? mapping.transform.resourceType
    : undefined;
