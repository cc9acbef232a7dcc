import type { Outcome } from './change.ts';
import { addSeconds, elapsed } from './dates.ts';
import type { OutcomeCounts } from './hour-figures.ts';
import { parseLogId } from './log-id.ts';
import { type Receipt, receivedAt } from './receipt.ts';
import type { Instant } from './values.ts';

/** What the log says of one change. */
export interface LedgerEnd {
  readonly logId: string;
  readonly outcome: Outcome;
  readonly resourceType: Receipt['resourceType'];
  readonly side: Receipt['side'];
  readonly recordId: string | null;
  /** A try failed and the next one was to follow then: this is no end yet. */
  readonly retryAt?: Instant;
}

/** A change that was received, has no end and is nowhere on its way. */
export interface MissingChange {
  readonly logId: string;
  readonly resourceType: Receipt['resourceType'];
  readonly side: Receipt['side'];
  readonly recordId: string | null;
  readonly receivedAt: Instant;
  /** Through which door it came; absent where only a failed try tells of it. */
  readonly cause?: Receipt['cause'];
}

/** The account of one integration for one hour: what was received in it, and what became of that. */
export interface LedgerHour {
  readonly schemaVersion: 1;
  readonly integrationId: string;
  /** Its beginning. */
  readonly hour: Instant;
  readonly received: number;
  readonly ended: OutcomeCounts;
  readonly inFlight: number;
  readonly missing: number;
  /** The first of them, by name. */
  readonly named: readonly MissingChange[];
  /** Something may still come: it is looked at again. */
  readonly open: boolean;
  readonly checkedAt: Instant;
}

export interface LedgerView {
  readonly receipts: readonly Receipt[];
  readonly ends: readonly LedgerEnd[];
  /** Receipts and ends of the minutes before and after, among which twins may be. */
  readonly nearby: readonly Twin[];
  /** Log ids of changes that are set aside: kept, and retried from there. */
  readonly aside: ReadonlySet<string>;
  /** Log ids that were named as missing before: they stay so until their end comes. */
  readonly wasMissing: ReadonlySet<string>;
  readonly now: Instant;
  /** The queue, or its dead-letter queue, held messages when it was asked, before the log was read. */
  readonly queueHolds: boolean;
}

/** Two receipts of one delivery, of which the queue swallowed the second. */
export interface Twin {
  readonly logId: string;
  readonly resourceType: Receipt['resourceType'];
  readonly side: Receipt['side'];
  readonly hasEnd: boolean;
}

export interface Settled {
  readonly received: number;
  readonly ended: OutcomeCounts;
  readonly inFlight: number;
  readonly missing: readonly MissingChange[];
  /** Receipts of the missing ones: what can be asked for again. */
  readonly again: readonly Receipt[];
}

/** What was sent a moment ago may not show in the queue's counts yet. */
export const youngSeconds = 300;
/** As long as the queue holds anything at all, this may be among it: five retries, crashes of workers and a backlog. */
export const longestWaySeconds = 6 * 3600;
/** For so long SQS swallows a repeated delivery; the clocks of two doors may differ by some seconds. */
export const twinSeconds = 310;

/**
 * Accounts for every change of an hour: received = ended + in flight + missing, each exactly once. A change is known by
 * its receipt or by its end; an end without a receipt was received all the same.
 */
export function settle(view: LedgerView): Settled {
  const ends = new Map(view.ends.map((end) => [end.logId, end]));
  const receipts = new Map(view.receipts.map((receipt) => [receipt.logId, receipt]));
  const swallowed = swallowedOf(view, ends);
  const ended: { -readonly [outcome in Outcome]?: number } = {};
  const missing: MissingChange[] = [];
  const again: Receipt[] = [];
  let inFlight = 0;
  for (const logId of new Set([...receipts.keys(), ...ends.keys()])) {
    const [receipt, end] = [receipts.get(logId), ends.get(logId)];
    const outcome = outcomeOf(view, end) ?? (swallowed.has(logId) ? 'duplicate' : undefined);
    if (outcome !== undefined) ended[outcome] = (ended[outcome] ?? 0) + 1;
    else if (mayBeUnderWay(view, logId, end)) inFlight++;
    else {
      missing.push(missingOf(logId, receipt, end));
      if (receipt !== undefined) again.push(receipt);
    }
  }
  const received = new Set([...receipts.keys(), ...ends.keys()]).size;
  missing.sort((a, b) => (a.logId < b.logId ? -1 : 1));
  return { received, ended, inFlight, missing, again };
}

/** An entry that tells of a failed try is no end, unless the change was set aside with it. */
function outcomeOf({ aside }: LedgerView, end: LedgerEnd | undefined): Outcome | undefined {
  if (end === undefined || (end.retryAt !== undefined && !aside.has(end.logId))) return undefined;
  return end.outcome;
}

const later = (a: Instant, b: Instant | undefined): Instant => (b !== undefined && b > a ? b : a);

function mayBeUnderWay(
  { now, queueHolds, wasMissing }: LedgerView,
  logId: string,
  end: LedgerEnd | undefined,
): boolean {
  if (wasMissing.has(logId)) return false;
  const since = later(receivedAt({ logId }), end?.retryAt);
  return elapsed(since, now) <= (queueHolds ? longestWaySeconds : youngSeconds) * 1000;
}

function missingOf(logId: string, receipt: Receipt | undefined, end: LedgerEnd | undefined): MissingChange {
  const { resourceType = 'TASK', side = 'external', recordId = null } = receipt ?? end ?? {};
  const cause = receipt?.cause;
  return {
    ...{ logId, resourceType, side, recordId, receivedAt: receivedAt({ logId }) },
    ...(cause === undefined ? {} : { cause }),
  };
}

/** The same delivery about the same record: the end of a log id is made of both. */
const deliveryOf = ({ logId, resourceType, side }: Omit<Twin, 'hasEnd'>): string =>
  JSON.stringify([parseLogId(logId)?.suffix ?? logId, resourceType, side]);

/**
 * Receipts without an end whose message the queue took for a repetition. Whichever of two twins has an end was the one that
 * went on; where none has, it was the first.
 */
function swallowedOf(view: LedgerView, ends: ReadonlyMap<string, LedgerEnd>): ReadonlySet<string> {
  const mine = view.receipts.map((receipt): Twin => ({ ...receipt, hasEnd: ends.has(receipt.logId) }));
  const told = view.ends.map((end): Twin => ({ ...end, hasEnd: true }));
  const unique = new Map([...view.nearby, ...mine, ...told].map((twin) => [twin.logId, twin]));
  const swallowed = new Set<string>();
  for (const twins of Map.groupBy(unique.values(), deliveryOf).values()) {
    if (twins.length === 1) continue;
    const carriers = twins.filter(({ hasEnd }) => hasEnd);
    const open = twins.filter(({ hasEnd }) => !hasEnd).sort((a, b) => (a.logId < b.logId ? -1 : 1));
    for (const twin of open)
      if (carriers.some((carrier) => areNear(carrier, twin))) swallowed.add(twin.logId);
      else carriers.push(twin);
  }
  return swallowed;
}

const areNear = (a: Twin, b: Twin): boolean =>
  Math.abs(elapsed(receivedAt(a), receivedAt(b))) <= twinSeconds * 1000;

const mostNamed = 50;
/** After its end an hour stays open for what is received at its last moment. */
const settlingSeconds = 600;
/** More than it takes from looking at the clock to the end of a write. */
const writingSeconds = 300;

/**
 * Whether a receipt that is kept at `at` is told of as late, because its hour may be closed: from five minutes before that
 * on, since whoever closes it may have read the receipts a moment before this one was written.
 */
export const isLateNews = (hour: Instant, at: Instant): boolean =>
  at >= addSeconds(hour, 3600 + settlingSeconds - writingSeconds);

/** Whether a check that began at `checkedAt` may have missed what was told at `at`. */
export const mayHaveMissed = (checkedAt: Instant, at: Instant): boolean =>
  addSeconds(at, writingSeconds) >= checkedAt;

/** The hour as it is stored. */
export function ledgerHour(
  about: { readonly integrationId: string; readonly hour: Instant },
  { received, ended, inFlight, missing }: Settled,
  now: Instant,
): LedgerHour {
  const isOver = now >= addSeconds(about.hour, 3600 + settlingSeconds);
  return {
    schemaVersion: 1,
    ...about,
    ...{ received, ended, inFlight, missing: missing.length, named: missing.slice(0, mostNamed) },
    open: !isOver || inFlight > 0 || missing.length > 0,
    checkedAt: now,
  };
}
