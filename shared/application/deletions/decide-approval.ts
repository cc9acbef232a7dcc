import type { Change } from '../../domain/change.ts';
import type { DeleteApproval } from '../../domain/delete-brake.ts';
import { logIdFor } from '../../domain/log-id.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import { recordAct } from '../integrations/audit.ts';
import type { AuditStore, ChangeQueue, Clock, DeleteApprovals, Hasher, Ids, PairStore } from '../ports.ts';
import type { Refusal } from '../refusal.ts';

export interface ApprovalDeps {
  readonly audit: AuditStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly approvals: DeleteApprovals;
  readonly pairs: PairStore;
  readonly changes: ChangeQueue;
  readonly hasher: Hasher;
}

/**
 * An admin lets the waiting deletions go on, or has the records kept: every pair that waits gets a change and is looked
 * at once more, as it is by then. Saying the same twice sends again what was not sent before. `shown` is the version
 * that was on the screen: deletions that joined since then are not decided unseen.
 */
export async function decideApproval(
  deps: ApprovalDeps,
  id: string,
  decision: 'APPROVED' | 'REJECTED',
  actor: string,
  shown?: number,
): Promise<{ readonly approval: DeleteApproval; readonly pairs: number } | Refusal> {
  const known = await deps.approvals.get(id);
  if (known === undefined) return { refused: 'not-found', message: `There is no approval "${id}".` };
  if (known.status !== 'PENDING' && known.status !== decision) return decidedOtherwise(known);
  if (known.status === 'PENDING' && shown !== undefined && shown !== known.version) return grown;
  const approval = known.status === decision ? known : decided(known, decision, actor, deps.clock.now());
  if (approval !== known) {
    if ((await deps.approvals.put(approval)) === 'stale') return grown;
    const act = decision === 'APPROVED' ? 'deletions.approved' : 'deletions.rejected';
    const before = { status: known.status, count: known.count };
    await recordAct(deps, actor, act, id, before, { status: decision, count: approval.count });
  }
  await reopenWindow(deps, approval);
  const pairs = await tellPairs(deps, approval);
  return pairs === 'unavailable' ? unfinished : { approval, pairs };
}

const grown: Refusal = {
  refused: 'stale',
  message: 'The list grew meanwhile. Load it again, then decide.',
};

const unfinished: Refusal = {
  refused: 'unfinished',
  message: 'It is decided, but not all of it could be queued.',
};

const decidedOtherwise = ({ status, decidedBy }: DeleteApproval): Refusal => ({
  refused: 'stale',
  message: `${decidedBy ?? 'Somebody'} decided this already: ${status.toLowerCase()}.`,
});

const decided = (
  approval: DeleteApproval,
  status: 'APPROVED' | 'REJECTED',
  decidedBy: string,
  at: string,
): DeleteApproval => ({
  ...approval,
  version: approval.version + 1,
  status,
  updatedAt: at,
  decidedAt: at,
  decidedBy,
});

/** Deletions are counted anew from here. */
async function reopenWindow(deps: ApprovalDeps, { id, integrationId }: DeleteApproval): Promise<void> {
  const window = await deps.approvals.window(integrationId);
  if (window?.approvalId !== id) return;
  const { approvalId: _decided, ...rest } = window;
  await deps.approvals.saveWindow({ ...rest, version: window.version + 1, recent: [] });
}

async function tellPairs(deps: ApprovalDeps, approval: DeleteApproval): Promise<number | 'unavailable'> {
  let told = 0;
  let cursor: string | undefined;
  do {
    const page = await deps.pairs.list(
      approval.integrationId,
      { place: 'PENDING_SYNC' },
      { limit: 100, ...(cursor === undefined ? {} : { cursor }) },
    );
    const changes = page.items
      .filter(({ awaiting }) => awaiting?.approvalId === approval.id)
      .map((mapping) => changeFor(deps.hasher, approval, mapping));
    if (changes.length > 0 && (await deps.changes.send(changes)) !== 'accepted') return 'unavailable';
    told += changes.length;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return told;
}

/** Received when the deletion was: an edit made since then still beats it. */
function changeFor(hasher: Hasher, approval: DeleteApproval, mapping: IntegrationMapping): Change {
  const side = mapping.awaiting?.side ?? 'external';
  const recordId = side === 'local' ? mapping.internalId : mapping.externalId;
  const { integrationId, resourceType, stream } = mapping;
  const receivedAt = approval.createdAt;
  const deliveryKey = `${approval.id}:${approval.version}:${mapping.version}`;
  return {
    schemaVersion: 1,
    ...{ integrationId, resourceType, stream, side, recordId, receivedAt, deliveryKey },
    kind: 'deleted',
    cause: 'manual',
    logId: logIdFor({ integrationId, receivedAt, deliveryKey, recordId }, (text) => hasher.hash(text)),
  };
}
