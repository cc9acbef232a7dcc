import {
  brake,
  type DeleteApproval,
  type DeleteSample,
  emptyWindow,
  pairsToCount,
  samplesKept,
} from '../../domain/delete-brake.ts';
import { FaultError } from '../../domain/fault.ts';
import { isUnlinked } from '../../domain/left-alone.ts';
import type { Clock, DeleteApprovals, Hasher, PairStore } from '../ports.ts';

export interface BrakeDeps {
  readonly approvals: DeleteApprovals;
  readonly pairs: PairStore;
  readonly clock: Clock;
  readonly hasher: Hasher;
}

export interface Braked {
  /** Mappings whose deletion may go on. */
  readonly passed: ReadonlySet<string>;
  /** The approval that the others wait for. */
  readonly approvalId: string | undefined;
}

const tries = 5;

/** Lets a batch of deletions pass, or stops it and leaves one pending approval for an admin. Repeatable. */
export async function brakeDeletes(
  deps: BrakeDeps,
  integrationId: string,
  samples: readonly DeleteSample[],
): Promise<Braked> {
  if (samples.length === 0) return { passed: new Set(), approvalId: undefined };
  const mapped = await countMapped(deps.pairs, integrationId);
  const keys = samples.map(({ mappingId }) => mappingId);
  for (let attempt = 0; attempt < tries; attempt++) {
    const window = (await deps.approvals.window(integrationId)) ?? emptyWindow(integrationId);
    const freshId = `del_${deps.hasher.hash(`${integrationId} ${window.version}`).slice(0, 24)}`;
    const verdict = brake(window, keys, mapped, deps.clock.now(), freshId);
    const approvalId = verdict.window?.approvalId ?? window.approvalId;
    const stopped = samples.filter(({ mappingId }) => verdict.stopped.includes(mappingId));
    if (stopped.length > 0 && approvalId !== undefined)
      await joinApproval(deps, integrationId, approvalId, tooMany, stopped);
    if (verdict.window === undefined || (await deps.approvals.saveWindow(verdict.window)) === 'written')
      return { passed: new Set(verdict.passed), approvalId };
  }
  throw new FaultError({
    kind: 'conflict',
    message: 'Deletions are being counted; this one is tried again.',
  });
}

const tooMany = 'many records were deleted at once: nothing more is deleted until somebody looked';

async function countMapped(pairs: PairStore, integrationId: string): Promise<number> {
  const { items } = await pairs.list(integrationId, {}, { limit: pairsToCount });
  return items.filter((pair) => pair.parted === undefined && !isUnlinked(pair)).length;
}

/** Adds pairs to a pending approval, opening it for the first ones. */
export async function joinApproval(
  deps: Pick<BrakeDeps, 'approvals' | 'clock'>,
  integrationId: string,
  id: string,
  reason: string,
  more: readonly DeleteSample[],
): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const known = await deps.approvals.get(id);
    const at = deps.clock.now();
    const fresh = more.filter(
      ({ mappingId }) => known?.samples.some((item) => item.mappingId === mappingId) !== true,
    );
    if (known !== undefined && fresh.length === 0) return;
    const approval: DeleteApproval = {
      schemaVersion: 1,
      id,
      version: (known?.version ?? 0) + 1,
      integrationId,
      status: known?.status ?? 'PENDING',
      reason: known?.reason ?? reason,
      count: (known?.count ?? 0) + fresh.length,
      samples: [...(known?.samples ?? []), ...fresh].slice(0, samplesKept),
      createdAt: known?.createdAt ?? at,
      updatedAt: at,
    };
    if ((await deps.approvals.put(approval)) === 'written') return;
  }
  throw new FaultError({
    kind: 'conflict',
    message: 'Deletions are being counted; this one is tried again.',
  });
}
