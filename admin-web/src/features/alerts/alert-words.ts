import type { Word } from '../../lib/glossary.ts';
import { comingTime, exactTime } from '../../lib/time.ts';
import { counted, numberWord } from '../../lib/words.ts';
import type { AlertView } from './requests/alerts.ts';

export const severityWord: { readonly [severity in AlertView['severity']]: Word } = {
  critical: { text: 'Urgent', tone: 'bad' },
  warning: { text: 'Worth a look', tone: 'warn' },
  info: { text: 'Good to know', tone: 'calm' },
};

export type Place = 'open' | 'cared-for' | 'muted';

/** Where an open alert stands: muting says more than that somebody takes care of it. */
export function placeOf({ acknowledgedAt, mutedUntil }: AlertView, now: number): Place {
  if (mutedUntil !== undefined && Date.parse(mutedUntil) > now) return 'muted';
  return acknowledgedAt === undefined ? 'open' : 'cared-for';
}

const rank: { readonly [severity in AlertView['severity']]: number } = { critical: 0, warning: 1, info: 2 };

/** The most urgent first, then the newest. */
export const byUrgency = (alerts: readonly AlertView[]): readonly AlertView[] =>
  [...alerts].sort(
    (a, b) => rank[a.severity] - rank[b.severity] || (a.lastRaisedAt < b.lastRaisedAt ? 1 : -1),
  );

/** How often it was seen; "once" is worth no number. */
export const timesText = (count: number): string =>
  count === 1 ? 'Seen once' : `Seen ${count.toLocaleString('en-GB')} times`;

export const backText = (cameBack: number): string =>
  cameBack === 1 ? 'It came back' : `It came back ${numberWord(cameBack)} times`;

/** What was done about it, and what of the messages became of it; nothing while there is nothing to say. */
export function notesOf(alert: AlertView, now: number): readonly string[] {
  const { acknowledgedBy, acknowledgedAt, mutedUntil, mutedBy, failedDeliveries, recovery } = alert;
  return [
    ...(recovery === undefined ? [] : [recovery]),
    ...(acknowledgedAt === undefined
      ? []
      : [`${acknowledgedBy ?? 'Somebody'} takes care of it since ${exactTime(acknowledgedAt)}.`]),
    ...(mutedUntil === undefined || Date.parse(mutedUntil) <= now
      ? []
      : [
          `No messages until ${exactTime(mutedUntil)}, as ${mutedBy ?? 'somebody'} asked. What still lasts is told then (${comingTime(mutedUntil, now)}).`,
        ]),
    ...failedDeliveries.map(
      ({ channel, why, tries }) =>
        `The message ${channel === 'slack' ? 'to Slack' : 'by mail'} did not get through after ${counted(tries, 'try', 'tries')}: ${why}. It is tried again.`,
    ),
  ];
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** For how long an alert can be muted; `until` seen from `now` (epoch ms). */
export const muteSpans = {
  hour: { text: 'For an hour', until: (now: number) => now + hourMs },
  day: { text: 'For a day', until: (now: number) => now + dayMs },
  week: { text: 'For a week', until: (now: number) => now + 7 * dayMs },
  month: { text: 'For 30 days', until: (now: number) => now + 30 * dayMs },
} as const;
export type MuteSpan = keyof typeof muteSpans;
