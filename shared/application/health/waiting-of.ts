import type { AlertStore } from '../alerts/ports.ts';
import type { ReviewStore } from '../first-sync/ports.ts';
import type { ConflictStore, DeleteApprovals, ParkedStore } from '../ports.ts';

export interface WaitingDeps {
  readonly alerts: Pick<AlertStore, 'list'>;
  readonly conflicts: Pick<ConflictStore, 'list'>;
  readonly reviews: Pick<ReviewStore, 'list'>;
  readonly approvals: Pick<DeleteApprovals, 'list'>;
  readonly parked: Pick<ParkedStore, 'places'>;
}

/** What is counted of one integration at most. */
const most = 100;

/** What of one integration goes on or waits: its open alerts, what a person has to decide, what was set aside or held. */
export async function waitingOf(deps: WaitingDeps, id: string) {
  const page = { limit: most };
  const [alerts, conflicts, reviews, approvals, parked] = await Promise.all([
    deps.alerts.list(id, { open: true }, page),
    deps.conflicts.list([id], { status: 'PENDING' }, page),
    deps.reviews.list(id, { status: 'PENDING' }, page),
    deps.approvals.list(id, { status: 'PENDING' }, page),
    deps.parked.places(id, undefined, most),
  ]);
  return {
    alerts: alerts.items,
    conflicts: conflicts.items.length,
    reviews: reviews.items.length,
    approvals: approvals.items.length,
    failed: parked.filter(({ waits }) => !waits).length,
    held: parked.filter(({ waits }) => waits).length,
  };
}
