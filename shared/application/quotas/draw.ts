import type { Lane } from '../../domain/rate-limit.ts';
import { block, emptyBucket, lower, type RateBucket, take } from '../../domain/token-bucket.ts';
import type { Clock, RateBuckets } from '../ports.ts';
import type { Share } from './share.ts';

export interface DrawDeps {
  readonly rateBuckets: RateBuckets;
  readonly clock: Clock;
}

/** `lease`: `tokens` until then; without a number of them, as many as are needed. */
type Drawn =
  | { readonly outcome: 'lease'; readonly tokens: number; readonly until: number }
  | { readonly outcome: 'wait'; readonly waitMs: number };

const tries = 3;
/** Who lost every race comes back after this time. */
const crowdedMs = 200;
/** For so long a worker believes that a system without published limits lets everybody through. */
const openMs = 5000;
/** What the vendor said longer ago may be about a time that is over. */
const saidMs = 10_000;

/** Draws a lease from what all workers share: one write, and one more for each race that was lost. */
export async function draw(deps: DrawDeps, share: Share, lane: Lane): Promise<Drawn> {
  const now = Date.parse(deps.clock.now());
  if (share.limits.length === 0) {
    share.seen = (await deps.rateBuckets.get(share.id)) ?? emptyBucket(share.id);
    if (share.seen.blockedUntil <= now)
      return { outcome: 'lease', tokens: Number.POSITIVE_INFINITY, until: now + openMs };
  }
  const said = share.said !== undefined && now - Date.parse(share.said.at) < saidMs ? share.said : undefined;
  let known = share.seen ?? emptyBucket(share.id);
  for (let attempt = 0; attempt < tries; attempt++) {
    const told = said === undefined ? known : lower(known, share.limits, said, now);
    const { bucket, ...taken } = take(told, share.limits, lane, share.wanted(lane, now), now);
    const answer = await deps.rateBuckets.put(bucket, keptUntil(share, bucket, now));
    if (answer.outcome === 'written') {
      share.seen = bucket;
      share.said = undefined;
      return taken.outcome === 'granted' ? { ...taken, outcome: 'lease' } : taken;
    }
    known = answer.stored ?? emptyBucket(share.id);
  }
  share.seen = known;
  return { outcome: 'wait', waitMs: crowdedMs };
}

const blockTries = 10;

/** Closes the bucket for all workers, and this worker's leases at once. */
export async function close(deps: DrawDeps, share: Share, seconds: number): Promise<void> {
  const now = Date.parse(deps.clock.now());
  const until = now + seconds * 1000;
  share.drop();
  let known = share.seen ?? emptyBucket(share.id);
  for (let attempt = 0; attempt < blockTries; attempt++) {
    const closed = block(known, until);
    if (closed === known) break;
    const answer = await deps.rateBuckets.put(closed, keptUntil(share, closed, now));
    known = answer.outcome === 'written' ? closed : (answer.stored ?? emptyBucket(share.id));
    if (answer.outcome === 'written') break;
  }
  share.seen = known;
}

/** Until when the bucket says something. */
const keptUntil = ({ limits }: Share, bucket: RateBucket, now: number): number =>
  Math.max(
    bucket.blockedUntil,
    ...Object.values(bucket.queues).map(({ until }) => until),
    ...limits.map(({ seconds }) => now + 2 * seconds * 1000),
  );
