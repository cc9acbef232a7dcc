import { type Alert, messageDue, told } from '../../domain/alert.ts';
import { noticeOf } from '../../domain/alert-message.ts';
import { addSeconds } from '../../domain/dates.ts';
import type { AlertStore, Clock, IntegrationStore, Logger, Notifier } from '../ports.ts';

export interface TellDeps {
  readonly alerts: AlertStore;
  /** Absent where no messages are sent from: watch-health sends them within minutes. */
  readonly notifier?: Notifier;
  readonly integrations: IntegrationStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Sends the message that is due for an alert whose claim the caller has just written; a failure is left for later. */
export async function tell(deps: TellDeps, alert: Alert): Promise<boolean> {
  const { id, integrationId, kind } = alert;
  if (deps.notifier === undefined) return false;
  try {
    const integration = await deps.integrations.get(integrationId);
    await deps.notifier.send(noticeOf(alert, integration?.name ?? integrationId));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    deps.logger.warn('a message about an alert could not be sent', { alertId: id, integrationId, kind, why });
    return false;
  }
  await remember(deps, alert);
  return true;
}

/** The mark that it was told; whoever counted the alert up meanwhile wins a few times. */
async function remember(deps: TellDeps, sent: Alert): Promise<void> {
  const due = messageDue(sent);
  let alert = sent;
  for (let attempt = 0; attempt < 5; attempt++) {
    if ((await deps.alerts.put(told(alert, deps.clock.now()))) === 'written') return;
    const now = await deps.alerts.open(sent);
    if (now === undefined || now.id !== sent.id || messageDue(now) !== due) return;
    alert = now;
  }
}

/** A worker that has not told by then died on it. */
const patienceSeconds = 240;

/** Sends what nobody sent: each message is claimed first, so that two who look at once send it once. Answers how many. */
export async function tellUntold(deps: TellDeps): Promise<number> {
  let sent = 0;
  for (const alert of await deps.alerts.untold()) {
    const now = deps.clock.now();
    if (alert.claimedAt !== undefined && addSeconds(alert.claimedAt, patienceSeconds) > now) continue;
    const claimed = { ...alert, version: alert.version + 1, claimedAt: now };
    if ((await deps.alerts.put(claimed)) === 'written' && (await tell(deps, claimed))) sent++;
  }
  return sent;
}
