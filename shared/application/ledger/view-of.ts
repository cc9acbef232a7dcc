import { addSeconds, elapsed } from '../../domain/dates.ts';
import { type LedgerEnd, type Settled, settle, type Twin, twinSeconds } from '../../domain/ledger.ts';
import { type Receipt, receivedAt } from '../../domain/receipt.ts';
import type { Instant } from '../../domain/values.ts';
import type { LedgerStore, ParkedStore } from '../ports.ts';
import { parkedId } from '../sync/park.ts';

interface ViewDeps {
  readonly ledger: Pick<LedgerStore, 'receipts' | 'ends'>;
  readonly parked: Pick<ParkedStore, 'getMany'>;
}

/** Accounts for one hour by what is known now. */
export async function viewOf(
  deps: ViewDeps,
  { integrationId, hour }: { readonly integrationId: string; readonly hour: Instant },
  asked: { readonly now: Instant; readonly queueHolds: boolean; readonly wasMissing: ReadonlySet<string> },
): Promise<Settled> {
  const next = addSeconds(hour, 3600);
  // Receipts first: whatever ended meanwhile then has an end as well.
  const receipts = await deps.ledger.receipts(integrationId, hour);
  const ends = await deps.ledger.ends(integrationId, hour, next);
  const aside = await asideOf(deps, integrationId, ends);
  const view = { ...asked, receipts, ends, aside };
  const first = settle({ ...view, nearby: [] });
  const reachesOut = first.missing.some((change) => isNearBorder(change, hour, next));
  if (!reachesOut) return first;
  return settle({ ...view, nearby: await nearbyOf(deps, integrationId, hour, next) });
}

/** Of the few whose try failed: those that are set aside. */
async function asideOf(
  { parked }: ViewDeps,
  integrationId: string,
  ends: readonly LedgerEnd[],
): Promise<ReadonlySet<string>> {
  const waiting = ends.filter(({ retryAt }) => retryAt !== undefined);
  if (waiting.length === 0) return new Set();
  const found = await parked.getMany(waiting.map(({ logId }) => parkedId({ integrationId, logId })));
  return new Set(found.map(({ change }) => change.logId));
}

const isNearBorder = (change: Pick<Receipt, 'logId'>, from: Instant, to: Instant): boolean =>
  [from, to].some((border) => Math.abs(elapsed(border, receivedAt(change))) <= twinSeconds * 1000);

/** The twin of what was received right after a full hour may lie in the hour before. */
async function nearbyOf(
  { ledger }: ViewDeps,
  integrationId: string,
  hour: Instant,
  next: Instant,
): Promise<readonly Twin[]> {
  const [before, after] = [addSeconds(hour, -twinSeconds), addSeconds(next, twinSeconds)];
  const receipts = await Promise.all(
    [addSeconds(hour, -3600), next].map((each) => ledger.receipts(integrationId, each)),
  );
  const ends = await Promise.all([
    ledger.ends(integrationId, before, hour),
    ledger.ends(integrationId, next, after),
  ]);
  const known = new Map(ends.flat().map((end) => [end.logId, end]));
  const isNear = (receipt: Receipt) => receivedAt(receipt) >= before && receivedAt(receipt) < after;
  return [
    ...receipts
      .flat()
      .filter(isNear)
      .map((receipt) => ({ ...receipt, hasEnd: known.has(receipt.logId) })),
    ...ends.flat().map((end) => ({ ...end, hasEnd: true })),
  ];
}
