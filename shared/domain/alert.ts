import { addSeconds, elapsed } from './dates.ts';
import type { Instant } from './values.ts';

export const alertKinds = [
  'many-failures',
  'outage',
  'sign-in',
  'quota',
  'deletions',
  'unknown-value',
  'bouncing',
  'schedule',
  'webhooks',
  'drift',
  'ledger',
  'error-rate',
  'integration-down',
  'sync-lag',
  'pending-conflicts',
] as const;
export type AlertKind = (typeof alertKinds)[number];

export const alertSeverities = ['info', 'warning', 'critical'] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

/** Where messages go; every alert is on the dashboard anyway. */
export const messageChannels = ['email', 'slack'] as const;
export type MessageChannel = (typeof messageChannels)[number];

/** What an alert is about: while one is open, the same cause raises no second one. */
export interface AlertCause {
  readonly integrationId: string;
  readonly kind: AlertKind;
  /** Tells causes of one kind apart, e.g. the field with the unknown value; the kind itself where there is one only. */
  readonly cause: string;
}

/** A message that did not get through; it is tried again. */
export interface FailedDelivery {
  readonly channel: MessageChannel;
  readonly why: string;
  readonly at: Instant;
  readonly tries: number;
}

/** Something an admin has to know about, from when it began until it was over. */
export interface Alert extends AlertCause {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly version: number;
  readonly severity: AlertSeverity;
  /** What is the matter, and who feels it. */
  readonly sentence: string;
  /** What the reader can do about it. */
  readonly cure: string;
  /** How often it was raised while open. */
  readonly count: number;
  readonly openedAt: Instant;
  readonly lastRaisedAt: Instant;
  /** How often this cause came back, each time within a week of its end. */
  readonly cameBack?: number;
  /** Its cause was told of a short time ago: no message goes out before this. */
  readonly quietUntil?: Instant;
  /** Somebody takes care of it. */
  readonly acknowledgedAt?: Instant;
  readonly acknowledgedBy?: string;
  /** Until then no messages go out about it, nor about the same cause coming back; it is shown as ever. */
  readonly mutedUntil?: Instant;
  readonly mutedBy?: string;
  readonly resolvedAt?: Instant;
  /** How it ended, as a sentence. */
  readonly recovery?: string;
  /** Somebody is sending the message that is due; whoever died on it is followed up after some minutes. */
  readonly claimedAt?: Instant;
  /** Who has the message that is due already, while others have not. */
  readonly sentTo?: readonly MessageChannel[];
  readonly failedDeliveries?: readonly FailedDelivery[];
  /** When the opening was told. */
  readonly notifiedAt?: Instant;
  /** When the recovery was told. */
  readonly recoveryNotifiedAt?: Instant;
}

export const isMuted = ({ mutedUntil }: Pick<Alert, 'mutedUntil'>, now: Instant): boolean =>
  mutedUntil !== undefined && mutedUntil > now;

/**
 * Which message is due: of the opening, of the recovery, or none. An end nobody knew the beginning of is told as one,
 * unless it came while nothing was to be told.
 */
export function messageDue(alert: Alert): 'opening' | 'recovery' | undefined {
  const { resolvedAt, notifiedAt, recoveryNotifiedAt } = alert;
  if (resolvedAt === undefined) return notifiedAt === undefined ? 'opening' : undefined;
  const unheard = notifiedAt === undefined && loudFrom(alert) > resolvedAt;
  if (recoveryNotifiedAt !== undefined || isMuted(alert, resolvedAt) || unheard) return undefined;
  return 'recovery';
}

/** From when on the message that is due may go out. */
export function dueFrom(alert: Alert): Instant {
  if (alert.resolvedAt !== undefined) return alert.resolvedAt;
  const { mutedUntil } = alert;
  const loud = loudFrom(alert);
  return mutedUntil !== undefined && mutedUntil > loud ? mutedUntil : loud;
}

/** From when on it is told at all. */
const loudFrom = ({ openedAt, quietUntil }: Alert): Instant =>
  quietUntil !== undefined && quietUntil > openedAt ? quietUntil : openedAt;

/** The alert after its due message was handed over. */
export function told(alert: Alert, now: Instant): Alert {
  const { claimedAt: _done, sentTo: _all, failedDeliveries: _mended, ...rest } = alert;
  const due = messageDue(alert);
  return {
    ...rest,
    version: alert.version + 1,
    ...(due === 'opening' ? { notifiedAt: now } : {}),
    ...(due === 'recovery' ? { recoveryNotifiedAt: now } : {}),
  };
}

/** The alert after its message reached some, and others not. */
export function partlyTold(
  alert: Alert,
  sentTo: readonly MessageChannel[],
  failed: readonly Omit<FailedDelivery, 'tries'>[],
): Alert {
  const before = alert.failedDeliveries ?? [];
  const triesOf = (channel: MessageChannel) => before.find((each) => each.channel === channel)?.tries ?? 0;
  return {
    ...alert,
    version: alert.version + 1,
    ...(sentTo.length === 0 ? {} : { sentTo }),
    failedDeliveries: failed.map((each) => ({ ...each, tries: triesOf(each.channel) + 1 })),
  };
}

const weekMs = 7 * 86_400_000;
/** What somebody takes care of and what was quiet for longer than this was thought to be over. */
const quietMs = 2 * 86_400_000;

/**
 * What a new alert takes over from the last one of its cause: that it came back, that it is muted, and that nothing is
 * told of it before `cooldownMinutes` after the cause was told of last. So a cause that comes and goes is no storm.
 */
export function takenOver(
  last: Alert | undefined,
  cooldownMinutes: number,
  now: Instant,
): Pick<Alert, 'cameBack' | 'quietUntil' | 'mutedUntil' | 'mutedBy'> {
  if (last?.resolvedAt === undefined) return {};
  const back = elapsed(last.resolvedAt, now) <= weekMs;
  const wasLoud = loudFrom(last) <= last.resolvedAt && !isMuted(last, last.resolvedAt);
  const quietUntil = wasLoud ? addSeconds(loudFrom(last), cooldownMinutes * 60) : last.quietUntil;
  const { mutedUntil, mutedBy } = last;
  return {
    ...(back ? { cameBack: (last.cameBack ?? 0) + 1 } : {}),
    ...(quietUntil !== undefined && quietUntil > now ? { quietUntil } : {}),
    ...(mutedUntil !== undefined && mutedUntil > now ? { mutedUntil } : {}),
    ...(mutedUntil !== undefined && mutedUntil > now && mutedBy !== undefined ? { mutedBy } : {}),
  };
}

/** The open alert raised once more. One that somebody takes care of and that was quiet for two days came back. */
export function raisedAgain(alert: Alert, now: Instant): Alert {
  const next = { ...alert, version: alert.version + 1, count: alert.count + 1, lastRaisedAt: now };
  if (alert.acknowledgedAt === undefined || elapsed(alert.lastRaisedAt, now) <= quietMs) return next;
  const { acknowledgedAt: _at, acknowledgedBy: _by, notifiedAt: _told, ...rest } = next;
  return { ...rest, cameBack: (alert.cameBack ?? 0) + 1 };
}
