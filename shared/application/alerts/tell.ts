import { type Alert, dueFrom, messageChannels, messageDue, partlyTold, told } from '../../domain/alert.ts';
import { noticeOf } from '../../domain/alert-message.ts';
import { ruleOf } from '../../domain/alert-rules.ts';
import { addSeconds } from '../../domain/dates.ts';
import { errorFields } from '../error-fields.ts';
import type { HealthStore } from '../health/ports.ts';
import type { AlertSettingsStore, AlertStore, Clock, IntegrationStore, Logger, Notifier } from '../ports.ts';
import { noticeAbout } from './notice-about.ts';

export interface TellDeps {
  readonly alerts: AlertStore;
  /** Absent where no messages are sent from: watch-health sends them within minutes. */
  readonly notifier?: Notifier;
  /** What admins chose; the product's own rules where it is absent. */
  readonly alertSettings?: AlertSettingsStore;
  /** What a message says of the integration besides; it says less where it is absent. */
  readonly health?: Pick<HealthStore, 'snapshots'>;
  readonly integrations: IntegrationStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Sends the message that is due for an alert whose claim the caller has just written, to every channel that its rule names
 * and that has not got it yet. What fails is shown on the alert, and left for later.
 */
export async function tell(deps: TellDeps, alert: Alert): Promise<boolean> {
  const now = deps.clock.now();
  if (deps.notifier === undefined || messageDue(alert) === undefined || dueFrom(alert) > now) return false;
  const { notifier } = deps;
  try {
    const rule = ruleOf(alert.kind, await deps.alertSettings?.get());
    const notice = noticeOf(alert, await noticeAbout(deps, alert, rule.name));
    const done = [...(alert.sentTo ?? [])];
    const wanted = messageChannels.filter((channel) => rule.channels.includes(channel));
    const failed: { channel: (typeof wanted)[number]; why: string; at: string }[] = [];
    for (const channel of wanted.filter((each) => !done.includes(each))) {
      try {
        await notifier.send(channel, notice);
        done.push(channel);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        failed.push({ channel, why: why.slice(0, 300), at: now });
        complain(deps, alert, error, channel);
      }
    }
    await remember(deps, alert, (current) =>
      failed.length === 0 ? told(current, now) : partlyTold(current, done, failed),
    );
    return failed.length === 0;
  } catch (error) {
    complain(deps, alert, error);
    return false;
  }
}

function complain(
  deps: TellDeps,
  { id, integrationId, kind }: Alert,
  error: unknown,
  channel?: string,
): void {
  deps.logger.warn('a message about an alert could not be sent', {
    ...{ alertId: id, integrationId, alertKind: kind, channel },
    ...errorFields(error),
  });
}

/** Whoever counted the alert up meanwhile wins a few times. */
async function remember(deps: TellDeps, sent: Alert, after: (alert: Alert) => Alert): Promise<void> {
  const due = messageDue(sent);
  let alert = sent;
  for (let attempt = 0; attempt < 5; attempt++) {
    if ((await deps.alerts.put(after(alert))) === 'written') return;
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
  for (const alert of await deps.alerts.untold(deps.clock.now())) {
    const now = deps.clock.now();
    if (alert.claimedAt !== undefined && addSeconds(alert.claimedAt, patienceSeconds) > now) continue;
    const claimed = { ...alert, version: alert.version + 1, claimedAt: now };
    if ((await deps.alerts.put(claimed)) === 'written' && (await tell(deps, claimed))) sent++;
  }
  return sent;
}
