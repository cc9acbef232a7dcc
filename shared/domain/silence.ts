import { elapsed } from './dates.ts';
import type { SyncLog } from './sync-log.ts';
import type { Instant } from './values.ts';

/** Webhooks that said nothing for longer than they ever do. */
export interface Silence {
  /** When the last one came, or when they were registered. */
  readonly since: Instant;
  /** Changes that were found by looking, though they should have been told. */
  readonly missed: number;
}

const day = 86_400_000;
/** So many times the longest pause that was seen is no pause any more. */
const patience = 3;
/** Fewer pauses than these are no rhythm. */
const fewestPauses = 3;

/**
 * Whether webhooks are silent beyond their own rhythm: three times as long as their longest pause in the newest entries,
 * and a day at least. Where they have no rhythm yet, only changes that were found without them count. `entries`: newest
 * first, of any cause.
 */
export function silenceOf(
  entries: readonly Pick<SyncLog, 'cause' | 'createdAt'>[],
  registeredAt: Instant,
  now: Instant,
): Silence | undefined {
  const heard = entries.flatMap(({ cause, createdAt }) => (cause === 'webhook' ? [createdAt] : []));
  const [last = registeredAt] = heard;
  const since = last > registeredAt ? last : registeredAt;
  const pauses = heard.slice(1).map((earlier, at) => elapsed(earlier, heard[at] ?? earlier));
  const hasRhythm = pauses.length >= fewestPauses;
  const longest = hasRhythm ? Math.max(day, patience * Math.max(...pauses)) : day;
  if (elapsed(since, now) <= longest) return undefined;
  // What a first import finds in its first day was there before the webhooks were.
  const missed = entries.filter(
    ({ cause, createdAt }) => cause === 'poll' && elapsed(since, createdAt) > day,
  ).length;
  return hasRhythm || missed > 0 ? { since, missed } : undefined;
}
