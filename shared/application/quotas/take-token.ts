import { FaultError } from '../../domain/fault.ts';
import type { Lane } from '../../domain/rate-limit.ts';
import { type DrawDeps, draw } from './draw.ts';
import type { Share } from './share.ts';

export interface TokenDeps extends DrawDeps {
  readonly pause: (ms: number) => Promise<void>;
  /** How many milliseconds this work may still spend waiting. */
  readonly patienceMs: () => number;
}

/** A shorter wait is not worth giving the work back to its queue. */
const longestPauseMs = 2000;

/**
 * Lets one request out: with a token that is at hand, with one drawn now, or after a short pause. Throws `rate-limited`
 * with the whole seconds after which there will be one.
 */
export async function takeToken(deps: TokenDeps, share: Share, lane: Lane): Promise<void> {
  let paused = 0;
  for (;;) {
    const waitMs = await share.inTurn(lane, () => tokenOrWait(deps, share, lane));
    if (waitMs === undefined) return;
    if (paused + waitMs > Math.min(longestPauseMs, deps.patienceMs())) throw usedUp(waitMs);
    await deps.pause(waitMs);
    paused += waitMs;
  }
}

async function tokenOrWait(deps: TokenDeps, share: Share, lane: Lane): Promise<number | undefined> {
  const now = () => Date.parse(deps.clock.now());
  if (share.use(lane, now())) return undefined;
  const drawn = await draw(deps, share, lane);
  if (drawn.outcome === 'wait') return drawn.waitMs;
  // The first is used with the draw, however long that took.
  share.keep(lane, drawn.tokens, drawn.until);
  share.use(lane, drawn.until - 1);
  return undefined;
}

function usedUp(waitMs: number): FaultError {
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  return new FaultError({
    kind: 'rate-limited',
    message: `The other system allows no more requests for now; the next one may go out in ${retryAfterSeconds} s.`,
    retryAfterSeconds,
  });
}
