import { isOpen, nextConflict } from './conflict.ts';
import { deletePolicyOf } from './delete-policy.ts';
import { fieldRules } from './field-rules.ts';
import { flowsIn, flowsOut } from './integration.ts';
import { whyLeftAlone } from './left-alone.ts';
import type { IntegrationMapping } from './mapping.ts';
import { wasAskedFor } from './pair-log.ts';
import type { DecisionTools, DeletionView, PairStep, PartStep } from './pair-view.ts';
import { explainArchived, explainErased, partLog } from './part-log.ts';
import { sameField } from './reconcile.ts';
import { type BritePoolRecord, revise } from './record.ts';
import { logEntry } from './sync-log.ts';
import { fieldValue } from './values.ts';

type Parted = NonNullable<IntegrationMapping['parted']>;

/** The external record is proven gone. What becomes of ours is the integration's policy; an edit of ours beats it. */
export function decideGoneThere(view: DeletionView, tools: DecisionTools): PairStep {
  const { mapping, record, integration } = view;
  if (mapping === undefined) return neverHere(view, tools);
  if (mapping.leftAlone !== undefined) return leftInPeace(view, whyLeftAlone(mapping.leftAlone), tools);
  if (mapping.parted !== undefined) return staysParted(view, mapping, mapping.parted, tools);
  if (record === undefined)
    return part(view, mapping, 'followed', 'close', 'both records are deleted', tools);
  if (mayRecreate(view, record) && hasUnsentEdit(view, record, mapping))
    return { kind: 'recreate', mapping, record, ...conflictClosed(view, tools) };
  if (!flowsIn(integration.syncDirection))
    return part(view, mapping, 'unlinked', 'close', 'deletions over there do not reach BritePool', tools);
  const verdict = view.approval?.status;
  if (verdict === 'PENDING') return waits(view, mapping, tools);
  if (verdict === 'REJECTED')
    return part(view, mapping, 'unlinked', 'close', 'an admin decided that ours stays', tools);
  const policy = deletePolicyOf(integration.deletePolicies, mapping.resourceType);
  if (policy === 'unlink')
    return part(
      view,
      mapping,
      'unlinked',
      'close',
      'deleted over there; ours stays and goes its own way',
      tools,
    );
  if (policy === 'ask' && verdict !== 'APPROVED') return asks(view, mapping, tools);
  const next = partedMapping(view, mapping, policy === 'follow' ? 'followed' : 'archived', tools);
  const common = {
    kind: 'part',
    mapping: next,
    braked: verdict !== 'APPROVED',
    ...conflictClosed(view, tools),
  } as const;
  if (policy === 'follow') {
    const log = partLog(
      view,
      { outcome: 'applied', changes: explainErased(record.fields, 'external') },
      tools,
    );
    return { ...common, action: 'remove', record, log };
  }
  const log = partLog(view, { outcome: 'applied', changes: explainArchived(tools.now) }, tools);
  if (record.archivedAt !== undefined) return { ...common, action: 'close', log, braked: false };
  const by = { kind: 'integration', id: integration.id } as const;
  const archived = revise(record, {}, { at: tools.now, by, logId: view.change.logId });
  return { ...common, action: 'archive', record: { ...archived, archivedAt: tools.now }, log };
}

/** Our record was deleted by a person, and theirs is as both last agreed. */
export function decideGoneHere(
  view: DeletionView,
  mapping: IntegrationMapping,
  tools: DecisionTools,
): PairStep {
  const { integration, approval } = view;
  if (!flowsOut(integration.syncDirection))
    return part(view, mapping, 'unlinked', 'close', 'this integration sends nothing over there', tools);
  if (approval?.status === 'PENDING') return waits(view, mapping, tools);
  if (approval?.status === 'REJECTED')
    return part(view, mapping, 'unlinked', 'close', 'an admin decided that theirs stays', tools);
  const policy = deletePolicyOf(integration.deletePolicies, mapping.resourceType);
  if (policy === 'ask' && approval?.status !== 'APPROVED') return asks(view, mapping, tools);
  if (policy === 'archive')
    return part(
      view,
      mapping,
      'unlinked',
      'close',
      'deleted here; theirs is kept, for it cannot be archived',
      tools,
    );
  if (policy === 'unlink')
    return part(view, mapping, 'unlinked', 'close', 'deleted here; theirs stays and goes its own way', tools);
  if (!view.mayDelete)
    return part(
      view,
      mapping,
      'unlinked',
      'close',
      'deleted here; the other system lets nobody delete',
      tools,
    );
  const agreed = Object.fromEntries(Object.entries(mapping.base).map(([field, { value }]) => [field, value]));
  return {
    kind: 'part',
    action: 'delete-there',
    mapping: partedMapping(view, mapping, 'followed', tools),
    log: partLog(view, { outcome: 'applied', changes: explainErased(agreed, 'local') }, tools),
    braked: approval?.status !== 'APPROVED',
    ...conflictClosed(view, tools),
  };
}

/** With one side gone there is no clash any more. */
function conflictClosed({ conflict }: DeletionView, { now: at }: DecisionTools): Pick<PartStep, 'conflict'> {
  if (conflict === undefined || !isOpen(conflict)) return {};
  const resolved = { ...conflict, status: 'AUTO_RESOLVED', resolvedAt: at } as const;
  return { conflict: nextConflict(resolved, { at, what: 'auto-resolved' }) };
}

/** Both sides were told of the deletion before; it only matters whether our record came back. */
function staysParted(
  view: DeletionView,
  mapping: IntegrationMapping,
  parted: Parted,
  tools: DecisionTools,
): PairStep {
  const { record } = view;
  const back = record !== undefined && (parted.side === 'local' || parted.how !== 'unlinked');
  if (back && mayRecreate(view, record)) return { kind: 'recreate', mapping, record };
  if (!wasAskedFor(view)) return { kind: 'end', outcome: 'unchanged' };
  return { kind: 'end', outcome: 'unchanged', log: partLog(view, { outcome: 'unchanged' }, tools) };
}

/** A poll comes by again; whoever asked is told why nothing followed. */
function leftInPeace(view: DeletionView, reason: string, tools: DecisionTools): PairStep {
  if (!wasAskedFor(view)) return { kind: 'end', outcome: 'unchanged' };
  const log = partLog(view, { outcome: 'held', waiting: [{ field: '*', reason }] }, tools);
  return { kind: 'end', outcome: 'held', log };
}

const mayRecreate = (view: DeletionView, record: BritePoolRecord): boolean =>
  flowsOut(view.integration.syncDirection) && record.externalSyncEnabled && record.archivedAt === undefined;

/** Somebody changed ours after both sides last agreed: they want the record, so it lives. */
function hasUnsentEdit(view: DeletionView, record: BritePoolRecord, mapping: IntegrationMapping): boolean {
  return fieldRules(view.integration.syncDirection, view.fieldMapping).some(({ field, direction }) => {
    const stamp = Object.hasOwn(record.stamps, field) ? record.stamps[field] : undefined;
    const agreed = mapping.base[field];
    // What was never agreed on and is old could not be expressed over there: no edit that waits to be sent.
    const old = agreed === undefined && (stamp === undefined || stamp.at < mapping.lastSyncedAt);
    if (direction === 'in' || old) return false;
    return !sameField(mapping.resourceType, field, fieldValue(record.fields, field), agreed?.value ?? null);
  });
}

function partedMapping(
  { change }: DeletionView,
  { awaiting: _decided, conflictId: _gone, ...mapping }: IntegrationMapping,
  how: Parted['how'],
  tools: DecisionTools,
): IntegrationMapping {
  return {
    ...mapping,
    version: mapping.version + 1,
    syncStatus: 'SYNCED',
    parted: {
      side: change.side === 'local' && change.kind === 'deleted' ? 'local' : 'external',
      how,
      at: tools.now,
    },
    lastExternalHash: '',
    updatedAt: tools.now,
  };
}

function part(
  view: DeletionView,
  mapping: IntegrationMapping,
  how: Parted['how'],
  action: PartStep['action'],
  reason: string,
  tools: DecisionTools,
): PairStep {
  const waiting = how === 'unlinked' ? [{ field: '*', reason }] : [];
  const log = partLog(view, { outcome: how === 'unlinked' ? 'applied' : 'unchanged', waiting }, tools);
  return {
    kind: 'part',
    action,
    mapping: partedMapping(view, mapping, how, tools),
    log,
    braked: false,
    ...conflictClosed(view, tools),
  };
}

const asks = (view: DeletionView, mapping: IntegrationMapping, tools: DecisionTools): PairStep => ({
  kind: 'part',
  action: 'ask',
  mapping: { ...mapping, version: mapping.version + 1, updatedAt: tools.now },
  log: partLog(view, { outcome: 'held', waiting: awaitsAdmin }, tools),
  braked: false,
});

const waits = (view: DeletionView, _mapping: IntegrationMapping, tools: DecisionTools): PairStep => ({
  kind: 'end',
  outcome: 'held',
  log: partLog(view, { outcome: 'held', waiting: awaitsAdmin }, tools),
});

const awaitsAdmin = [{ field: '*', reason: 'an admin decides whether this deletion is carried out' }];

function neverHere({ change }: DeletionView, { startedAt, now: at }: DecisionTools): PairStep {
  if (change.cause === 'poll') return { kind: 'end', outcome: 'superseded' };
  const log = logEntry(change, {
    outcome: 'superseded',
    operation: 'DELETE',
    resourceId: null,
    externalId: change.recordId,
    startedAt,
    at,
  });
  return { kind: 'end', outcome: 'superseded', log };
}
