import { dayOf } from '../../connector-kit/time-spans.ts';
import type { FieldValue } from '../../domain/values.ts';
import { instantOfZoned } from '../../domain/zoned.ts';
import { rejected } from './faults.ts';

/** The moment in UTC of ClickUp's milliseconds; nothing where there is none. */
export const instantOf = (ms: number | null | undefined): string | null =>
  ms == null ? null : new Date(ms).toISOString();

/** The calendar day in the zone on which the moment falls. */
export const dayAt = (ms: number | null | undefined, zone: string): string | null =>
  ms == null ? null : dayOf(new Date(ms).toISOString(), zone);

/**
 * Noon of the day in the zone, the farthest from the days beside it: of a day without a time ClickUp makes four o'clock in
 * the zone of whoever sets it. https://developer.clickup.com/docs/general-time
 */
export function noonOf(day: FieldValue, zone: string): number | null {
  return day === null ? null : msOf(instantOfZoned(`${String(day)}T12:00[${zone}]`) ?? null);
}

export function msOf(instant: FieldValue): number | null {
  if (instant === null) return null;
  const ms = typeof instant === 'string' ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(ms)) throw rejected(`${JSON.stringify(instant)} is no time that ClickUp takes.`);
  return ms;
}
