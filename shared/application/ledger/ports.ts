import type { LedgerEnd, LedgerHour } from '../../domain/ledger.ts';
import type { Receipt } from '../../domain/receipt.ts';
import type { Instant } from '../../domain/values.ts';

/** How far the account of one integration is closed. */
export interface LedgerState {
  readonly schemaVersion: 1;
  readonly integrationId: string;
  /** Every hour that begins before this one is closed, but for those in `open`. */
  readonly through: Instant;
  readonly open: readonly Instant[];
  readonly checkedAt: Instant;
}

export interface LedgerStore {
  /** Keeps receipts; the same batch again replaces itself. `at`: now, by which it is known which of them come late. */
  keep(batchId: string, receipts: readonly Receipt[], at: Instant): Promise<void>;
  /** Everything kept for an hour, in any order; one that was told twice may be there twice. */
  receipts(integrationId: string, hour: Instant): Promise<readonly Receipt[]>;
  /** What the log says, at this moment, of changes received from `from` on and before `to`. */
  ends(integrationId: string, from: Instant, to: Instant): Promise<readonly LedgerEnd[]>;
  /** Hours for which receipts came when they were long over, and when the last of them came. */
  late(integrationId: string): Promise<readonly { readonly hour: Instant; readonly at: Instant }[]>;
  state(integrationId: string): Promise<LedgerState | undefined>;
  /** Hours that are there are replaced. */
  putHours(hours: readonly LedgerHour[]): Promise<void>;
  putState(state: LedgerState): Promise<void>;
  /** The hours that begin within these bounds (both included), oldest first; hours in which nothing was received are left out. */
  hours(integrationId: string, from: Instant, to: Instant): Promise<readonly LedgerHour[]>;
}

/** What the queue of changes holds, its dead-letter queue included. */
export interface ChangeBacklog {
  /** About so many messages, waiting, being worked on and put off. */
  count(): Promise<number>;
}
