import {
  brake,
  type DeleteApproval,
  type DeleteSample,
  type DeleteWindow,
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
    const window = await openWindow(deps, integrationId);
    const freshId = `del_${deps.hasher.hash(`${integrationId} ${window.version}`).slice(0, 24)}`;
    const verdict = brake(window, keys, mapped, deps.clock.now(), freshId);
    const approvalId = verdict.window?.approvalId ?? window.approvalId;
    const stopped = samples.filter(({ mappingId }) => verdict.stopped.includes(mappingId));
    const joined =
      stopped.length === 0 || approvalId === undefined
        ? 'joined'
        : await joinApproval(deps, integrationId, approvalId, tooMany, stopped);
    if (joined === 'decided') continue;
    if (verdict.window === undefined || (await deps.approvals.saveWindow(verdict.window)) === 'written')
      return { passed: new Set(verdict.passed), approvalId };
  }
  throw new FaultError({
    kind: 'conflict',
    message: 'Deletions are being counted; this one is tried again.',
  });
}

const tooMany = 'many records were deleted at once: nothing more is deleted until somebody looked';

/** A window whose approval is decided counts anew, though whoever decided did not get as far as to say so. */
async function openWindow({ approvals }: BrakeDeps, integrationId: string): Promise<DeleteWindow> {
  const window = (await approvals.window(integrationId)) ?? emptyWindow(integrationId);
  if (window.approvalId === undefined) return window;
  const approval = await approvals.get(window.approvalId);
  const { approvalId: _decided, ...rest } = window;
  return isDecided(approval) ? { ...rest, recent: [] } : window;
}

export const isDecided = (approval: DeleteApproval | undefined): boolean =>
  approval !== undefined && approval.status !== 'PENDING';

async function countMapped(pairs: PairStore, integrationId: string): Promise<number> {
  const { items } = await pairs.list(integrationId, {}, { limit: pairsToCount });
  return items.filter((pair) => pair.parted === undefined && !isUnlinked(pair)).length;
}

/** Adds pairs to a pending approval, opening it for the first ones. To one that is `decided` nothing is added unseen. */
export async function joinApproval(
  deps: Pick<BrakeDeps, 'approvals' | 'clock'>,
  integrationId: string,
  id: string,
  reason: string,
  more: readonly DeleteSample[],
): Promise<'joined' | 'decided'> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const known = await deps.approvals.get(id);
    const at = deps.clock.now();
    const fresh = more.filter(
      ({ mappingId }) => known?.samples.some((item) => item.mappingId === mappingId) !== true,
    );
    if (known !== undefined && fresh.length === 0) return 'joined';
    if (isDecided(known)) return 'decided';
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
    if ((await deps.approvals.put(approval)) === 'written') return 'joined';
  }
  throw new FaultError({
    kind: 'conflict',
    message: 'Deletions are being counted; this one is tried again.',
  });
}
