import { duration } from '../../../lib/time.ts';
import type { AllMetrics } from '../requests/all-metrics.ts';

type Day = AllMetrics['totals'];
const nothing = 'nothing to compare with yet';
const points = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 1 });

/** Per cent against the day before: "up 0.4 on the day before". */
export function shareTrend(now: number | null, before: number | null): string {
  if (now === null || before === null) return nothing;
  const more = Math.round((now - before) * 10) / 10;
  if (more === 0) return 'as on the day before';
  return more > 0 ? `up ${points(more)} on the day before` : `down ${points(-more)} on the day before`;
}

/** Milliseconds against the day before; a tenth more or less is as before. */
export function speedTrend(now: Day['responseTime'], before: Day['responseTime']): string {
  if (now === null || before === null) return nothing;
  if (isAbout(now.p50, before.p50)) return 'as fast as on the day before';
  const gap = answerTime(Math.abs(now.p50 - before.p50));
  return now.p50 < before.p50 ? `${gap} faster than the day before` : `${gap} slower than the day before`;
}

/** A count against the day before. */
export function countTrend(now: number, before: number): string {
  if (before === 0) return now === 0 ? 'as on the day before' : 'none on the day before';
  if (isAbout(now, before)) return 'about as many as on the day before';
  const gap = Math.abs(now - before).toLocaleString('en-GB');
  return now > before ? `${gap} more than on the day before` : `${gap} fewer than on the day before`;
}

/** "312 ms", from a second on "1.4 s". */
export const answerTime = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : duration(ms));

const isAbout = (now: number, before: number): boolean => Math.abs(now - before) <= before / 10;
