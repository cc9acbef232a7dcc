import type { ConflictStatus, ConflictStrategy } from './integration.ts';
import type { IntegrationMapping } from './mapping.ts';
import type { FieldDecision, Plan } from './reconcile.ts';
import type { Actor, FieldStamp } from './record.ts';
import type { ResourceType } from './resources.ts';
import { type Fields, type FieldValue, type Instant, sameValue } from './values.ts';

/** One side of a clashing field: what it holds, since when and by whom, as far as it tells. */
export interface ConflictSide {
  readonly value: FieldValue;
  readonly at?: Instant;
  readonly by?: Actor;
}

export interface ConflictingField {
  readonly field: string;
  readonly base: FieldValue;
  readonly local: ConflictSide;
  readonly external: ConflictSide;
  /** Why only a person can decide, in one sentence. */
  readonly reason: string;
}

/** Clashing fields of one pair that wait for a person. The pair's other fields go on without them. */
export interface ConflictResolution {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly version: number;
  readonly integrationId: string;
  readonly resourceType: ResourceType;
  /** Our record. */
  readonly resourceId: string;
  readonly externalId: string;
  readonly fields: readonly ConflictingField[];
  readonly status: ConflictStatus;
  readonly resolution?: {
    readonly strategy: ConflictStrategy;
    readonly values: Fields;
    readonly pushed: boolean;
  };
  readonly resolvedAt?: Instant;
  readonly resolvedBy?: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** What a look at a pair knows about its conflict. */
export interface ConflictView {
  readonly mapping: IntegrationMapping;
  /** The conflict that the mapping names, if any. */
  readonly known: ConflictResolution | undefined;
  readonly stamps: { readonly [field: string]: FieldStamp };
  readonly externalAt: Instant | undefined;
  readonly at: Instant;
  /** Equal for every try of the same look, so that a repeated one writes the same conflict. */
  readonly freshId: string;
}

/** The conflict as it is to be stored after this look, or `undefined` when nothing about it changes. */
export function conflictAfter(plan: Plan, view: ConflictView): ConflictResolution | undefined {
  const clashes = plan.decisions.filter(({ act }) => act === 'clash');
  const { known } = view;
  const waiting = known !== undefined && (known.status === 'PENDING' || known.status === 'IGNORED');
  if (clashes.length === 0) return waiting ? closed(known, view.at) : undefined;
  const fields = clashes.map((clash) => describe(clash, view));
  if (!waiting) return opened(fields, view);
  if (sameClash(known.fields, fields)) return undefined;
  return { ...known, version: known.version + 1, status: 'PENDING', fields, updatedAt: view.at };
}

function opened(fields: readonly ConflictingField[], view: ConflictView): ConflictResolution {
  const { integrationId, resourceType, internalId, externalId } = view.mapping;
  return {
    schemaVersion: 1,
    id: view.freshId,
    version: 1,
    integrationId,
    resourceType,
    resourceId: internalId,
    externalId,
    fields,
    status: 'PENDING',
    createdAt: view.at,
    updatedAt: view.at,
  };
}

/** Nobody has to decide any more: both sides became equal, or one of them went back. */
const closed = (known: ConflictResolution, at: Instant): ConflictResolution => ({
  ...known,
  version: known.version + 1,
  status: 'AUTO_RESOLVED',
  resolvedAt: at,
  updatedAt: at,
});

function describe(clash: FieldDecision, { stamps, externalAt }: ConflictView): ConflictingField {
  const stamp = Object.hasOwn(stamps, clash.field) ? stamps[clash.field] : undefined;
  return {
    field: clash.field,
    base: clash.base,
    local: { value: clash.local, ...(stamp === undefined ? {} : { at: stamp.at, by: stamp.by }) },
    external: { value: clash.external, ...(externalAt === undefined ? {} : { at: externalAt }) },
    reason: clash.rule,
  };
}

/** The same fields with the same two values: whatever else happened to the records, the question is the same. */
export const sameClash = (a: readonly ConflictingField[], b: readonly ConflictingField[]): boolean =>
  a.length === b.length &&
  a.every((one) =>
    b.some(
      (other) =>
        other.field === one.field &&
        sameValue(other.local.value, one.local.value) &&
        sameValue(other.external.value, one.external.value),
    ),
  );
