import type { ConflictStatus, ConflictStrategy } from './integration.ts';
import type { IntegrationMapping } from './mapping.ts';
import type { FieldDecision, Plan } from './reconcile.ts';
import type { Actor, FieldStamp } from './record.ts';
import type { ResourceType } from './resources.ts';
import { type Fields, type FieldValue, fieldValue, type Instant, sameValue } from './values.ts';

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
  /** What happened to it, oldest first; the oldest fall out after `historyKept`. */
  readonly history: readonly ConflictEvent[];
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export const conflictEvents = [
  'opened',
  'changed',
  'resolved',
  'reopened',
  'ignored',
  'taken-up',
  'auto-resolved',
] as const;

/** One step in the life of a conflict, with the two values of each field at that time. */
export interface ConflictEvent {
  readonly at: Instant;
  readonly what: (typeof conflictEvents)[number];
  /** The person who did it; absent where the sync did. */
  readonly by?: string;
  readonly values: readonly {
    readonly field: string;
    readonly local: FieldValue;
    readonly external: FieldValue;
    readonly decided?: FieldValue;
  }[];
}

const historyKept = 50;

/** The conflict one version on, with the step written down. */
export function nextConflict(
  conflict: ConflictResolution,
  step: Pick<ConflictEvent, 'at' | 'what' | 'by'>,
): ConflictResolution {
  const decided = conflict.status === 'RESOLVED' ? conflict.resolution?.values : undefined;
  const event: ConflictEvent = {
    ...step,
    values: conflict.fields.map(({ field, local, external }) => ({
      field,
      local: local.value,
      external: external.value,
      ...(decided === undefined ? {} : { decided: fieldValue(decided, field) }),
    })),
  };
  return {
    ...conflict,
    version: conflict.version + 1,
    history: [...conflict.history, event].slice(-historyKept),
    updatedAt: step.at,
  };
}

/** Nobody has decided it yet: it waits, or was put aside. */
export const isOpen = ({ status }: Pick<ConflictResolution, 'status'>): boolean =>
  status === 'PENDING' || status === 'IGNORED';

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
  const { known, at } = view;
  const fields = clashingFields(plan, view);
  if (fields.length === 0)
    return known !== undefined && isOpen(known)
      ? nextConflict({ ...known, status: 'AUTO_RESOLVED', resolvedAt: at }, { at, what: 'auto-resolved' })
      : undefined;
  if (known === undefined || known.status === 'AUTO_RESOLVED') return opened(fields, view);
  if (known.status === 'RESOLVED') return reopened(known, fields, at);
  if (sameClash(known.fields, fields)) return undefined;
  return nextConflict({ ...known, status: 'PENDING', fields }, { at, what: 'changed' });
}

/** Whether the pair still has to name this conflict: it is open, or a value of it waits to be understood. */
export const staysNamed = (plan: Plan, conflict: ConflictResolution): boolean =>
  isOpen(conflict) ||
  (conflict.status === 'RESOLVED' &&
    plan.decisions.some(
      ({ act, field }) => act === 'hold' && conflict.fields.some((item) => item.field === field),
    ));

/** What clashes now; a field whose value cannot be understood at the moment stays in the conflict as it was. */
function clashingFields(plan: Plan, view: ConflictView): readonly ConflictingField[] {
  const asked = view.known !== undefined && isOpen(view.known) ? view.known.fields : [];
  return plan.decisions.flatMap((decision): ConflictingField[] => {
    if (decision.act === 'clash') return [describe(decision, view)];
    return decision.act === 'hold' ? asked.filter(({ field }) => field === decision.field) : [];
  });
}

function opened(fields: readonly ConflictingField[], view: ConflictView): ConflictResolution {
  const { integrationId, resourceType, internalId, externalId } = view.mapping;
  const blank: ConflictResolution = {
    schemaVersion: 1,
    id: view.freshId,
    version: 0,
    integrationId,
    resourceType,
    resourceId: internalId,
    externalId,
    fields,
    status: 'PENDING',
    history: [],
    createdAt: view.at,
    updatedAt: view.at,
  };
  return nextConflict(blank, { at: view.at, what: 'opened' });
}

/** One of the two sides moved on before the decision was carried out: the person is asked again. */
function reopened(
  known: ConflictResolution,
  fields: readonly ConflictingField[],
  at: Instant,
): ConflictResolution {
  const { resolution: _void, resolvedAt: _then, resolvedBy: _who, ...asked } = known;
  return nextConflict({ ...asked, status: 'PENDING', fields }, { at, what: 'reopened' });
}

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
