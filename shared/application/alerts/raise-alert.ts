import {
  type Alert,
  type AlertCause,
  type AlertSeverity,
  messageDue,
  raisedAgain,
  takenOver,
} from '../../domain/alert.ts';
import { ruleOf } from '../../domain/alert-rules.ts';
import { type TellDeps, tell } from './tell.ts';

export interface RaiseDeps extends TellDeps {
  readonly ids: { next(prefix: string): string };
}

export interface Trouble extends AlertCause {
  /** Unless the admins chose another one for alerts of this kind. */
  readonly severity: AlertSeverity;
  readonly sentence: string;
  readonly cure: string;
}

/** Several workers may meet the same trouble at once; whoever loses that often leaves the counting to the others. */
const tries = 5;

/**
 * Opens an alert and tells the admins once; while it is open, the same cause only counts up. `off`: admins want no alerts
 * of this kind. Never throws for a message that could not be sent: watch-health sends it later.
 */
export async function raiseAlert(deps: RaiseDeps, trouble: Trouble): Promise<'opened' | 'counted' | 'off'> {
  const settings = await deps.alertSettings?.get();
  const rule = ruleOf(trouble.kind, settings);
  if (!rule.enabled) return 'off';
  const severity = settings?.rules[trouble.kind]?.severity ?? trouble.severity;
  for (let attempt = 0; attempt < tries; attempt++) {
    const now = deps.clock.now();
    const known = await deps.alerts.open(trouble);
    const raised: Alert =
      known === undefined
        ? {
            ...{ schemaVersion: 1, id: deps.ids.next('alert'), version: 1 },
            ...{ ...trouble, severity, count: 1, openedAt: now, lastRaisedAt: now },
            ...takenOver(await deps.alerts.last(trouble), rule.cooldownMinutes, now),
          }
        : raisedAgain(known, now);
    const tells = messageDue(raised) === 'opening' && (known === undefined || known.notifiedAt !== undefined);
    const next = tells && deps.notifier !== undefined ? { ...raised, claimedAt: now } : raised;
    if ((await deps.alerts.put(next)) === 'stale') continue;
    if (tells) await tell(deps, next);
    return known === undefined ? 'opened' : 'counted';
  }
  return 'counted';
}
