import type { Fault } from './fault.ts';
import { flowsIn } from './integration.ts';
import { type IntegrationMapping, rememberDelivery } from './mapping.ts';
import { ending, pairLog, rememberedKey, wasAskedFor } from './pair-log.ts';
import type { DecisionTools, PairStep, PairView } from './pair-view.ts';
import { syncState } from './plan-pair.ts';
import { likeness } from './recognise.ts';
import type { Plan } from './reconcile.ts';
import { draft } from './record.ts';

/** Our own create over there, whose answer is not in yet: who waits finds the finished pair. */
const underWay: Fault = {
  kind: 'unavailable',
  message: 'BritePool is creating this very record over there; the two are linked first.',
  retryAfterSeconds: 10,
};

/** An external record that has no counterpart here: becomes a record where values flow in. */
export function createStep(view: PairView, plan: Plan, tools: DecisionTools): PairStep {
  const mine = view.claims?.some((claim) => likeness(claim, view.external, plan.localChanges) !== 'other');
  if (mine === true) return { kind: 'reject', fault: underWay };
  if (!flowsIn(view.integration.syncDirection)) {
    if (!wasAskedFor(view)) return { kind: 'end', outcome: 'unchanged' };
    return ending(view, { outcome: 'unchanged', resourceId: null, waiting: [] }, tools);
  }
  const { change, external, fieldMapping } = view;
  const identity = { resourceType: change.resourceType, id: tools.newId(change.resourceType.toLowerCase()) };
  const record = draft(identity, plan.localChanges, {
    at: tools.now,
    by: { kind: 'integration', id: change.integrationId },
    logId: change.logId,
  });
  const mapping: IntegrationMapping = {
    schemaVersion: 1,
    id: tools.newId('map'),
    version: 1,
    integrationId: change.integrationId,
    resourceType: change.resourceType,
    internalId: record.id,
    externalId: external.id,
    stream: change.stream,
    ...syncState(view, plan, record, tools),
    recentDeliveries: rememberDelivery([], rememberedKey(change)),
    fieldMappingVersion: fieldMapping.version,
    createdAt: tools.now,
  };
  return { kind: 'create', record, mapping, log: pairLog(view, plan, record.id, 'CREATE', tools) };
}
