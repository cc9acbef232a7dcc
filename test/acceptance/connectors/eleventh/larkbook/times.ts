import type { Instant } from '../../domain/values.ts';

/** The kit's form of a time of Larkbook. */
export const instantOf = (second: string): Instant => new Date(second).toISOString();

/**
 * `since` is at or after, Larkbook's parameter strictly after, in whole seconds: the second before the one that `since`
 * lies in.
 */
export function askedAfter(since: Instant | null): string | undefined {
  if (since === null) return undefined;
  const second = Math.floor(Date.parse(since) / 1000) - 1;
  return new Date(second * 1000).toISOString().replace('.000Z', 'Z');
}
