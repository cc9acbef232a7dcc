import { addSeconds } from '../../domain/dates.ts';
import { digestNotice, lastWeek } from '../../domain/digest.ts';
import type { AlertSettingsStore, Clock, IntegrationStore, Logger, Notifier } from '../ports.ts';
import { type GatherDeps, gatherWeek } from './gather-week.ts';
import type { DigestStore } from './ports.ts';

export interface DigestDeps extends GatherDeps {
  readonly digests: DigestStore;
  readonly alertSettings: Pick<AlertSettingsStore, 'get'>;
  readonly integrations: Pick<IntegrationStore, 'list'>;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A week that could not be told for so long is not told any more. */
const patienceSeconds = 86_400;
/** Whoever claimed the digest and has not sent it by then died on it. */
const claimSeconds = 240;

/**
 * Mails the digest of the last week once, whoever looks at once: it is claimed before it is sent. To be called every few
 * minutes; reads nothing on days without a digest. What cannot be sent is tried again for a day.
 */
export async function sendDigest(deps: DigestDeps): Promise<'sent' | 'none' | 'failed'> {
  const now = deps.clock.now();
  const week = lastWeek(now);
  if (addSeconds(week.to, patienceSeconds) < now) return 'none';
  const known = await deps.digests.get();
  const isClaimed = known?.week === week.to && addSeconds(known.claimedAt, claimSeconds) > now;
  if ((known?.week === week.to && known.sentAt !== undefined) || isClaimed) return 'none';
  if ((await deps.alertSettings.get())?.weeklyDigest === false) return 'none';
  const integrations = (await deps.integrations.list({})).filter(({ createdAt }) => createdAt < week.to);
  if (integrations.length === 0) return 'none';
  const claim = {
    schemaVersion: 1,
    version: (known?.version ?? 0) + 1,
    week: week.to,
    claimedAt: now,
  } as const;
  if ((await deps.digests.put(claim)) === 'stale') return 'none';
  try {
    const notice = digestNotice({ ...week, integrations: await gatherWeek(deps, integrations, week) });
    await deps.notifier.send('email', notice);
  } catch (error) {
    const errorName = error instanceof Error ? error.name : 'unknown';
    deps.logger.warn('the weekly digest could not be sent', { channel: 'email', errorName });
    return 'failed';
  }
  await deps.digests.put({ ...claim, version: claim.version + 1, sentAt: deps.clock.now() });
  return 'sent';
}
