import { model, zones } from './world.ts';

/** Share of a working day's changes by local hour; they add up to 1. */
export const byHour: readonly number[] = normalised([
  ...[0.3, 0.2, 0.15, 0.15, 0.2, 0.4, 1, 3, 7, 10, 11, 9.5],
  ...[6, 8, 10, 10, 9, 6.5, 3.5, 2.5, 2, 1.5, 1, 0.6],
]);

/** Of a usual month: summer and the turn of the year are quiet, September is not. */
const bySeason = [0.95, 1.05, 1.05, 1, 1.02, 1, 0.8, 0.75, 1.2, 1.12, 1.08, 0.78] as const;
const firstMonday = 4;

/**
 * Share of a working day's changes that falls into an hour of the year (0 to 8,759, UTC, which begins on a Thursday), of
 * communities so many hours ahead of UTC.
 */
export function shareOf(hourOfYear: number, hoursAhead: number): number {
  const local = hourOfYear + hoursAhead;
  const day = Math.floor(local / 24);
  const hour = Math.floor(local - day * 24);
  const weekday = (((day - firstMonday) % 7) + 7) % 7;
  const month = Math.min(11, Math.max(0, Math.floor(day / 30.42)));
  return (byHour[hour] ?? 0) * (weekday >= 5 ? model.weekend : 1) * (bySeason[month] ?? 1);
}

/** The same of all communities together, by their zones. */
export const worldShare = (hourOfYear: number): number =>
  zones.reduce((sum, { hours, share }) => sum + share * shareOf(hourOfYear, hours), 0);

function normalised(weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
