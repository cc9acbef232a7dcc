import type { AllMetrics } from '../requests/all-metrics.ts';

type Hour = AllMetrics['hours'][number];
const hourMs = 3_600_000;

export interface FilledHour {
  /** When it begins; ISO 8601. */
  readonly at: string;
  readonly ended: number;
  readonly failed: number;
  readonly answerMs: number | null;
}

/** The 24 hours up to the one in work at `now` (epoch ms), oldest first; hours without figures had nothing. */
export function lastDay(hours: readonly Hour[], now: number): readonly FilledHour[] {
  const known = new Map(hours.map((hour) => [Date.parse(hour.at), hour]));
  const newest = Math.floor(now / hourMs) * hourMs;
  return Array.from({ length: 24 }, (_, index) => {
    const at = newest - (23 - index) * hourMs;
    const { changes, answerMs } = known.get(at) ?? { changes: { ended: 0, failed: 0 }, answerMs: null };
    return { at: new Date(at).toISOString(), ...changes, answerMs };
  });
}

/** Per cent that went well, hour by hour; null where nothing ended. */
export const wellPercent = (hours: readonly FilledHour[]): readonly (number | null)[] =>
  hours.map(({ ended, failed }) => (ended === 0 ? null : (100 * (ended - failed)) / ended));
