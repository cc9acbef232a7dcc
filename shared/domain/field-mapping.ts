import type { MergeRule } from './integration.ts';
import type { ResourceType } from './resources.ts';
import type { FieldValue } from './values.ts';

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
    }
  | { readonly type: 'lookup'; readonly resourceType: ResourceType }
  | { readonly type: 'set'; readonly item?: string }
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
}

/** The kind of record whose id this field holds, for lookups. */
export const lookupTarget = (mapping: Pick<FieldMapping, 'transform'>): ResourceType | undefined =>
  typeof mapping.transform === 'object' && mapping.transform.type === 'lookup'
    ? mapping.transform.resourceType
    : undefined;
