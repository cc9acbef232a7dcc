/** Retry delays of the specification (Flow 5), in seconds: before the second try one minute, then doubling. */
const delaysSeconds = [60, 120, 240, 480, 960] as const;

/** How often a change is tried before it is set aside: at once, and after each of the delays. */
export const triesInQueue = delaysSeconds.length + 1;

/**
 * Whole seconds until the next try after `attempts` failed ones. `spread` in [0, 1) moves the delay by up to ±10 % so
 * that what failed together does not return together; `scale` shrinks time for tests and the practice world.
 */
export function retryDelaySeconds(attempts: number, spread: number, scale = 1): number {
  const delay = delaysSeconds[Math.min(Math.max(attempts, 1), delaysSeconds.length) - 1] ?? 960;
  return Math.max(0, Math.round(delay * (0.9 + spread * 0.2) * scale));
}

const hour = 3600;

/**
 * Seconds until an item that has been parked for so long is tried again: 15 min doubling up to 8 h during its first
 * 72 h, nightly until day 30, then `undefined`: only a person tries it again.
 */
export function parkedDelaySeconds(parkedForSeconds: number): number | undefined {
  if (parkedForSeconds >= 30 * 24 * hour) return undefined;
  if (parkedForSeconds >= 72 * hour) return 24 * hour;
  return Math.min(parkedForSeconds + 900, 8 * hour);
}
