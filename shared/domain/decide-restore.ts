import { fieldRules } from './field-rules.ts';
import { externalFingerprint } from './fingerprint.ts';
import { type IntegrationMapping, rememberDelivery } from './mapping.ts';
import { pairLog, rememberedKey } from './pair-log.ts';
import type { DecisionTools, PairStep, PairView } from './pair-view.ts';
import { externalTime, syncState } from './plan-pair.ts';
import { flowsInto, type Plan, sameField } from './reconcile.ts';
import { draft } from './record.ts';
import type { Translation } from './translate.ts';
import { fieldValue } from './values.ts';

/** Theirs lives and ours is gone: ours is made again under its old id from what they have. */
export function restoreStep(
  view: PairView,
  known: IntegrationMapping,
  plan: Plan,
  why: string,
  tools: DecisionTools,
): PairStep {
  const { parted: _over, awaiting: _settled, conflictId: _gone, ...mapping } = known;
  const { change } = view;
  const by = { kind: 'integration', id: change.integrationId } as const;
  const identity = { resourceType: mapping.resourceType, id: mapping.internalId };
  const record = draft(identity, plan.localChanges, { at: tools.now, by, logId: change.logId });
  const log = pairLog(view, plan, record.id, 'CREATE', tools);
  return {
    kind: 'update',
    outcome: 'applied',
    record,
    mapping: {
      ...mapping,
      version: mapping.version + 1,
      ...syncState(view, plan, record, tools),
      recentDeliveries: rememberDelivery(mapping.recentDeliveries, rememberedKey(change)),
      fieldMappingVersion: view.fieldMapping.version,
    },
    log: {
      ...log,
      outcome: 'applied',
      changes: log.changes.map((item) => ({ ...item, rule: `${why}: ours lives again` })),
    },
    push: {},
    after: record,
  };
}

/** They changed something that we had not seen when ours was deleted, and not certainly before the deletion. */
export function hasUnseenEdit(
  view: PairView,
  mapping: IntegrationMapping,
  translation: Translation,
  tools: DecisionTools,
): boolean {
  const { external, clock, change } = view;
  if (isOurLastWrite(view, mapping, tools)) return false;
  const editedAt = externalTime(external.updatedAt, clock.offsetMs);
  const margin = 2 * clock.uncertaintyMs;
  if (editedAt !== undefined && Date.parse(editedAt) + margin < Date.parse(change.receivedAt)) return false;
  const held = new Set(translation.held.map(({ field }) => field));
  return fieldRules(view.integration.syncDirection, view.fieldMapping, translation.fields).some((rule) => {
    const theirs = fieldValue(translation.fields, rule.field);
    if (!flowsInto(mapping.resourceType, rule) || held.has(rule.field)) return false;
    if (theirs === null && rule.emptyOverwrites !== true) return false;
    const agreed = mapping.base[rule.field];
    const seen = agreed?.external === undefined ? (agreed?.value ?? null) : agreed.external;
    return !sameField(mapping.resourceType, rule.field, theirs, seen);
  });
}

/**
 * Theirs is what our last write was answered with, and was not touched since. What the vendor put into a new record by
 * itself is in it, agreed on by nobody yet, and is no edit.
 */
function isOurLastWrite(
  { external, fieldMapping, integration }: PairView,
  mapping: IntegrationMapping,
  tools: DecisionTools,
): boolean {
  const { lastPushedHash, lastExternalHash, externalUpdatedAt } = mapping;
  const untouched =
    external.updatedAt === undefined
      ? lastExternalHash === lastPushedHash
      : external.updatedAt === externalUpdatedAt;
  return (
    untouched &&
    tools.hash(externalFingerprint(fieldMapping, external.data, integration.syncDirection)) === lastPushedHash
  );
}
