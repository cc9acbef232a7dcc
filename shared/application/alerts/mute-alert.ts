import { type Alert, isMuted } from '../../domain/alert.ts';
import { addSeconds } from '../../domain/dates.ts';
import type { Instant } from '../../domain/values.ts';
import type { Refusal } from '../refusal.ts';
import { type ActDeps, actOnAlert } from './act-on-alert.ts';

type Which = Readonly<Record<'integrationId' | 'alertId' | 'actor', string>>;

/** Longer than this, somebody should change the rule. */
export const longestMuteDays = 90;

/** No messages about an open alert until then, nor about its cause coming back meanwhile; it is shown as ever. */
export async function muteAlert(
  deps: ActDeps,
  which: Which,
  until: Instant,
): Promise<{ readonly alert: Alert } | Refusal> {
  const now = deps.clock.now();
  if (until <= now || until > addSeconds(now, longestMuteDays * 86_400))
    return {
      refused: 'invalid',
      errors: [
        { pointer: '/until', message: `Give a time to come, within the next ${longestMuteDays} days.` },
      ],
    };
  return actOnAlert(deps, { ...which, action: 'alert.muted' }, (alert) => ({
    ...alert,
    mutedUntil: until,
    mutedBy: which.actor,
  }));
}

/** Its messages go out again, the one that is due at once. */
export const unmuteAlert = (deps: ActDeps, which: Which): Promise<{ readonly alert: Alert } | Refusal> =>
  actOnAlert(deps, { ...which, action: 'alert.unmuted' }, (alert) => {
    const { mutedUntil: _until, mutedBy: _by, ...rest } = alert;
    return isMuted(alert, deps.clock.now()) ? rest : undefined;
  });
