import { addSeconds } from '../../domain/dates.ts';
import { faultOf } from '../../domain/fault.ts';
import { hourOf } from '../../domain/hour-figures.ts';
import type { Integration } from '../../domain/integration.ts';
import { type LedgerHour, ledgerHour, mayHaveMissed } from '../../domain/ledger.ts';
import { hintAgain, type Receipt } from '../../domain/receipt.ts';
import type { Instant } from '../../domain/values.ts';
import type { RaiseDeps } from '../alerts/raise-alert.ts';
import { mapConcurrently } from '../concurrency.ts';
import type {
  ChangeBacklog,
  ChangeQueue,
  IntegrationStore,
  LedgerState,
  LedgerStore,
  Logger,
  ParkedStore,
} from '../ports.ts';
import { tellOfMissing } from './tell-of-missing.ts';
import { viewOf } from './view-of.ts';

export interface CheckDeps extends RaiseDeps {
  readonly ledger: LedgerStore;
  readonly parked: Pick<ParkedStore, 'getMany'>;
  readonly integrations: IntegrationStore;
  readonly changes: ChangeQueue;
  readonly backlog: ChangeBacklog;
  readonly logger: Logger;
}

export interface CheckFigures {
  readonly integrations: number;
  readonly hours: number;
  readonly received: number;
  readonly inFlight: number;
  readonly missing: number;
  /** Missing changes whose records are looked at again. */
  readonly askedAgain: number;
  /** Integrations that could not be checked. */
  readonly failed: number;
}

const none: CheckFigures = {
  ...{ integrations: 0, hours: 0, received: 0, inFlight: 0, missing: 0, askedAgain: 0, failed: 0 },
};
const atOnce = 3;

/**
 * Closes the account of every integration as far as it can be: each hour that is still open is counted anew. What was
 * received, has no end and is nowhere on its way is named in an alert, and its record is looked at once more. May die
 * between any two of its writes: the next check does the same again.
 */
export async function checkLedger(deps: CheckDeps): Promise<CheckFigures> {
  const all = await deps.integrations.list({});
  const each = await mapConcurrently(all, atOnce, async (integration) => {
    try {
      return await checkOne(deps, integration);
    } catch (error) {
      const { kind } = faultOf(error);
      deps.logger.error('the ledger of an integration could not be checked', {
        ...{ integrationId: integration.id, fault: kind },
      });
      return { ...none, failed: 1 };
    }
  });
  return each.reduce(sum, none);
}

const sum = (a: CheckFigures, b: CheckFigures): CheckFigures => ({
  integrations: a.integrations + b.integrations,
  hours: a.hours + b.hours,
  received: a.received + b.received,
  inFlight: a.inFlight + b.inFlight,
  missing: a.missing + b.missing,
  askedAgain: a.askedAgain + b.askedAgain,
  failed: a.failed + b.failed,
});

async function checkOne(deps: CheckDeps, integration: Integration): Promise<CheckFigures> {
  const { id } = integration;
  const now = deps.clock.now();
  // Before the log is read: what the queue no longer holds by now has its end in the log by then.
  const queueHolds = (await deps.backlog.count()) > 0;
  const before = await deps.ledger.state(id);
  const due = await hoursToCheck(deps, integration, before, now);
  const known = await deps.ledger.hours(id, due[0] ?? now, now);
  const wasMissing = new Set(known.flatMap(({ named }) => named.map(({ logId }) => logId)));
  const counted: LedgerHour[] = [];
  let askedAgain = 0;
  for (const hour of due) {
    const settled = await viewOf(deps, { integrationId: id, hour }, { now, queueHolds, wasMissing });
    const figures = ledgerHour({ integrationId: id, hour }, settled, now);
    askedAgain += await askAgain(deps, id, settled.again, now);
    if (figures.received > 0) await deps.ledger.putHours([figures]);
    counted.push(figures);
  }
  await tellOfMissing(deps, integration, counted);
  const open = counted.filter((hour) => hour.open).map(({ hour }) => hour);
  await deps.ledger.putState({
    ...{ schemaVersion: 1, integrationId: id, checkedAt: now },
    ...{ through: hourOf(now), open: open.filter((hour) => hour < hourOf(now)) },
  });
  const total = (of: (hour: LedgerHour) => number) => counted.reduce((all, hour) => all + of(hour), 0);
  return {
    ...{ integrations: 1, hours: due.length, askedAgain, failed: 0 },
    received: total(({ received }) => received),
    inFlight: total(({ inFlight }) => inFlight),
    missing: total(({ missing }) => missing),
  };
}

/** Receipts are kept that long, and nobody looks back further. */
const keptSeconds = 39 * 86_400;
/** Of an integration that was never checked. */
const firstLookSeconds = 86_400;

/** Oldest first: what was left open, what received late news, and everything since the last check. */
async function hoursToCheck(
  deps: CheckDeps,
  { id }: Integration,
  before: LedgerState | undefined,
  now: Instant,
): Promise<readonly Instant[]> {
  const through = before?.through ?? hourOf(addSeconds(now, -firstLookSeconds));
  const late = before === undefined ? [] : await deps.ledger.late(id);
  const reopened = late
    .filter(({ at }) => before === undefined || mayHaveMissed(before.checkedAt, at))
    .map(({ hour }) => hour);
  const oldest = hourOf(addSeconds(now, -keptSeconds));
  const since: Instant[] = [];
  for (let hour = through; hour <= now; hour = addSeconds(hour, 3600)) since.push(hour);
  const all = new Set([...(before?.open ?? []), ...reopened, ...since]);
  return [...all].filter((hour) => hour >= oldest).sort((a, b) => (a < b ? -1 : 1));
}

const sentAtOnce = 100;
/** More than a worker lost: a queue was emptied. The rest is asked for by the next checks. */
const mostAgain = 5000;

/** A change is only a hint: whoever looks at the record again finds what was missed. */
async function askAgain(
  { changes, logger }: CheckDeps,
  integrationId: string,
  missing: readonly Receipt[],
  now: Instant,
): Promise<number> {
  const hints = missing.slice(0, mostAgain).map((receipt) => hintAgain(receipt, integrationId, now));
  for (let from = 0; from < hints.length; from += sentAtOnce) {
    if ((await changes.send(hints.slice(from, from + sentAtOnce), 'again')) === 'accepted') continue;
    logger.warn('missing changes could not be asked for again', { integrationId });
    return from;
  }
  return hints.length;
}
