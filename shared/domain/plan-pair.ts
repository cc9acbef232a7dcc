import { decidedFields } from './conflict-choice.ts';
import { fieldRules } from './field-rules.ts';
import { externalFingerprint, localFingerprint } from './fingerprint.ts';
import type { Completed } from './given-values.ts';
import { flowsIn } from './integration.ts';
import type { DecisionTools, PairView } from './pair-view.ts';
import { type FieldRule, type Plan, reconcile } from './reconcile.ts';
import type { BritePoolRecord } from './record.ts';
import type { Translation } from './translate.ts';
import type { Fields, Instant } from './values.ts';

/** The plan for a pair as both sides are now. */
export function planFor(
  view: PairView,
  translation: Translation,
  tools: DecisionTools,
  given: Completed['given'] = {},
): Plan {
  return reconcile({
    resourceType: view.change.resourceType,
    rules: rulesOf(view, translation.fields),
    base: view.mapping?.base ?? {},
    local: view.record?.fields ?? null,
    external: translation.fields,
    held: translation.held,
    taken: (field) => isTaken(view, field),
    at: tools.now,
    decided: decidedFields(view.conflict),
    given,
    clashes: clashesOf(view),
  });
}

function isTaken({ record, change }: PairView, field: string): boolean {
  if (record === undefined || !Object.hasOwn(record.stamps, field)) return false;
  const stamp = record.stamps[field];
  return stamp?.taken === true && stamp.by.kind === 'integration' && stamp.by.id === change.integrationId;
}

/** A record whose sync is switched off sends nothing; what others change over there still reaches it. */
function rulesOf({ integration, fieldMapping, record }: PairView, external: Fields): readonly FieldRule[] {
  const direction = integration.syncDirection;
  if (record?.externalSyncEnabled !== false) return fieldRules(direction, fieldMapping, external);
  return flowsIn(direction) ? fieldRules('EXTERNAL_TO_BRITEPOOL', fieldMapping, external) : [];
}

/** The integration's strategy; a rule of the field mapping yields to one that the admin set on the integration. */
function clashesOf(view: PairView): NonNullable<Parameters<typeof reconcile>[0]['clashes']> {
  const { integration, fieldMapping, record, external, clock } = view;
  const mapped = fieldMapping.fields.flatMap(({ internalField, mergeRule }) =>
    mergeRule === undefined ? [] : [[internalField, mergeRule] as const],
  );
  return {
    strategy: integration.conflictStrategy,
    mergeRules: { ...Object.fromEntries(mapped), ...integration.customMergeRules },
    uncertaintyMs: clock.uncertaintyMs,
    localAt: (field) =>
      record !== undefined && Object.hasOwn(record.stamps, field) ? record.stamps[field]?.at : undefined,
    externalAt: externalTime(external.updatedAt, clock.offsetMs),
  };
}

/** A time that the vendor told, by our clock. */
export const externalTime = (at: Instant | undefined, offsetMs: number): Instant | undefined =>
  at === undefined ? undefined : new Date(Date.parse(at) - offsetMs).toISOString();

/** What the mapping says of the pair after this plan. */
export function syncState(
  view: PairView,
  plan: Plan,
  after: Pick<BritePoolRecord, 'fields'>,
  tools: DecisionTools,
) {
  const clash = plan.decisions.some((item) => item.act === 'clash');
  return {
    syncStatus: clash ? ('CONFLICT' as const) : ('SYNCED' as const),
    base: plan.base,
    lastExternalHash: plan.settled
      ? tools.hash(externalFingerprint(view.fieldMapping, view.external.data, view.integration.syncDirection))
      : '',
    lastLocalHash: tools.hash(localFingerprint(view.fieldMapping, after.fields)),
    ...(view.external.updatedAt === undefined ? {} : { externalUpdatedAt: view.external.updatedAt }),
    lastSyncedAt: tools.now,
    updatedAt: tools.now,
  };
}
