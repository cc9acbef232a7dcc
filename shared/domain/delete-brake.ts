import { elapsed } from './dates.ts';
import type { ResourceType } from './resources.ts';
import type { Instant } from './values.ts';

/** Deletions of one integration during the last hour; the brake looks at all of them together. */
export interface DeleteWindow {
  readonly schemaVersion: 1;
  readonly integrationId: string;
  readonly version: number;
  /** Mappings whose deletion was let through, with its time. */
  readonly recent: readonly { readonly key: string; readonly at: Instant }[];
  /** The approval that is waited for: until it is decided every further deletion joins it. */
  readonly approvalId?: string;
}

export const approvalStatuses = ['PENDING', 'APPROVED', 'REJECTED'] as const;
export type ApprovalStatus = (typeof approvalStatuses)[number];

/** Deletions that wait for an admin. */
export interface DeleteApproval {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly version: number;
  readonly integrationId: string;
  readonly status: ApprovalStatus;
  /** Why somebody is asked, in one sentence. */
  readonly reason: string;
  readonly count: number;
  /** Some of the pairs, for the admin to recognise what this is about. */
  readonly samples: readonly DeleteSample[];
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly decidedAt?: Instant;
  readonly decidedBy?: string;
}

export interface DeleteSample {
  readonly mappingId: string;
  readonly resourceType: ResourceType;
  readonly internalId: string;
  readonly externalId: string;
  /** Where the record was deleted. */
  readonly side: 'local' | 'external';
}

export const samplesKept = 20;
const windowMs = 3_600_000;

/**
 * How many deletions may pass in one window: 20 or 5 % of the mapped records, whichever is less. One record is no mass
 * deletion, however few there are.
 */
export const deletesAllowed = (mapped: number): number =>
  Math.max(1, Math.min(20, Math.floor(mapped * 0.05)));

/** So many pairs are enough to know the limit. */
export const pairsToCount = 400;

export interface BrakeVerdict {
  /** Keys that may go now. */
  readonly passed: readonly string[];
  readonly stopped: readonly string[];
  /** The window to store; `undefined` when nothing about it changes. */
  readonly window: DeleteWindow | undefined;
}

/** Lets deletions through or stops them, all of a batch together. What was let through before passes again. */
export function brake(
  window: DeleteWindow,
  keys: readonly string[],
  mapped: number,
  at: Instant,
  freshId: string,
): BrakeVerdict {
  const recent = window.recent.filter((item) => elapsed(item.at, at) < windowMs);
  const known = new Set(recent.map(({ key }) => key));
  const again = keys.filter((key) => known.has(key));
  const fresh = [...new Set(keys.filter((key) => !known.has(key)))];
  if (fresh.length === 0) return { passed: again, stopped: [], window: undefined };
  const next = { ...window, version: window.version + 1, recent };
  if (window.approvalId !== undefined) return { passed: again, stopped: fresh, window: undefined };
  if (recent.length + fresh.length > deletesAllowed(mapped))
    return { passed: again, stopped: fresh, window: { ...next, approvalId: freshId } };
  const added = fresh.map((key) => ({ key, at }));
  return { passed: [...again, ...fresh], stopped: [], window: { ...next, recent: [...recent, ...added] } };
}

export const emptyWindow = (integrationId: string): DeleteWindow => ({
  schemaVersion: 1,
  integrationId,
  version: 0,
  recent: [],
});
