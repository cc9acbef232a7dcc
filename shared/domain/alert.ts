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
] as const;
export type AlertKind = (typeof alertKinds)[number];

export const alertSeverities = ['info', 'warning', 'critical'] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

/** What an alert is about: while one is open, the same cause raises no second one. */
export interface AlertCause {
  readonly integrationId: string;
  readonly kind: AlertKind;
  /** Tells causes of one kind apart, e.g. the field with the unknown value; the kind itself where there is one only. */
  readonly cause: string;
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
  /** Somebody takes care of it. */
  readonly acknowledgedAt?: Instant;
  readonly acknowledgedBy?: string;
  /** Until then no messages go out about it, nor about the same cause coming back; it is shown as ever. */
  readonly mutedUntil?: Instant;
  readonly resolvedAt?: Instant;
  /** How it ended, as a sentence. */
  readonly recovery?: string;
  /** Somebody is sending the message that is due; whoever died on it is followed up after some minutes. */
  readonly claimedAt?: Instant;
  /** When the opening was told. */
  readonly notifiedAt?: Instant;
  /** When the recovery was told. */
  readonly recoveryNotifiedAt?: Instant;
}

export const isMuted = ({ mutedUntil }: Pick<Alert, 'mutedUntil'>, now: Instant): boolean =>
  mutedUntil !== undefined && mutedUntil > now;

/** Which message is due: of the opening, of the recovery, or none. An end nobody knew the beginning of is told as one. */
export function messageDue(alert: Alert): 'opening' | 'recovery' | undefined {
  if (alert.resolvedAt !== undefined) return alert.recoveryNotifiedAt === undefined ? 'recovery' : undefined;
  return alert.notifiedAt === undefined ? 'opening' : undefined;
}

/** The alert after its due message was handed over. */
export function told(alert: Alert, now: Instant): Alert {
  const { claimedAt: _done, ...rest } = alert;
  const due = messageDue(alert);
  return {
    ...rest,
    version: alert.version + 1,
    ...(due === 'opening' ? { notifiedAt: now } : {}),
    ...(due === 'recovery' ? { recoveryNotifiedAt: now } : {}),
  };
}
