import type { Alert, AlertCause, AlertSeverity } from '../../domain/alert.ts';
import { type TellDeps, tell } from './tell.ts';

export interface RaiseDeps extends TellDeps {
  readonly ids: { next(prefix: string): string };
}

export interface Trouble extends AlertCause {
  readonly severity: AlertSeverity;
  readonly sentence: string;
  readonly cure: string;
}

/** Several workers may meet the same trouble at once; whoever loses that often leaves the counting to the others. */
const tries = 5;

/**
 * Opens an alert and tells the admins once; while it is open, the same cause only counts up. Never throws for a message
 * that could not be sent: watch-health sends it later.
 */
export async function raiseAlert(deps: RaiseDeps, trouble: Trouble): Promise<'opened' | 'counted'> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const now = deps.clock.now();
    const known = await deps.alerts.open(trouble);
    const next: Alert =
      known === undefined
        ? {
            schemaVersion: 1,
            id: deps.ids.next('alert'),
            version: 1,
            ...trouble,
            ...{ count: 1, openedAt: now, lastRaisedAt: now },
            ...(deps.notifier === undefined ? {} : { claimedAt: now }),
          }
        : { ...known, version: known.version + 1, count: known.count + 1, lastRaisedAt: now };
    if ((await deps.alerts.put(next)) === 'stale') continue;
    if (known !== undefined) return 'counted';
    await tell(deps, next);
    return 'opened';
  }
  return 'counted';
}
