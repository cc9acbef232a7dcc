import type { LogDetail, LogView } from '../../../../shared/contract/activity.ts';
import { comingTime, exactTime } from '../../lib/time.ts';

/** What became of a change, as one can ask for it. */
export const outcomeWord: { readonly [outcome in LogView['outcome']]: string } = {
  applied: 'Brought over',
  unchanged: 'Both were equal already',
  echo: 'Our own change came back',
  duplicate: 'Heard twice',
  superseded: 'A newer one was there',
  held: 'Waits or is tried again',
  conflict: 'Both sides changed it',
  rejected: 'Not accepted or dropped',
  dead: 'Given up',
};

/** "Try 3 in 4 min", while the change waits for another try that was announced. */
export function announcedTry(
  { outcome, attempts, decided }: Pick<LogDetail, 'outcome' | 'attempts' | 'decided'>,
  now: number,
): string | undefined {
  const next = attempts.at(-1)?.nextTryAt;
  const waits = ['held', 'dead', 'rejected'].includes(outcome);
  if (!waits || decided?.act === 'dropped' || next === undefined) return undefined;
  return `Try ${attempts.length + 1} ${comingTime(next, now)}`;
}

/** What an admin decided about it: who, when and why. */
export function decidedWords({ act, by, at, reason }: NonNullable<LogDetail['decided']>): string {
  const what = act === 'dropped' ? 'Dropped' : 'Edited and tried again';
  return `${what} by ${by}, ${exactTime(at)}${reason === undefined ? '.' : `: ${reason}`}`;
}
