import type { FieldValue, Instant } from './values.ts';

const day = /^(\d{4})-(\d{2})-(\d{2})$/;
const moment = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** A calendar day that exists, `YYYY-MM-DD`; never derived from a moment, which would need a zone. */
export function isPlainDate(value: FieldValue): value is string {
  const parts = typeof value === 'string' ? day.exec(value) : null;
  if (parts === null) return false;
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const real = new Date(Date.UTC(year, month - 1, date));
  real.setUTCFullYear(year);
  return real.getUTCMonth() === month - 1 && real.getUTCDate() === date;
}

/** The moment in UTC with milliseconds, or `undefined` when the text has no zone or is no time. */
export function toInstant(value: FieldValue): Instant | undefined {
  if (typeof value !== 'string' || !moment.test(value)) return undefined;
  const time = Date.parse(value.replace(' ', 'T'));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

export const addSeconds = (instant: Instant, seconds: number): Instant =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString();

/** Milliseconds from `from` to `to`. */
export const elapsed = (from: Instant, to: Instant): number => Date.parse(to) - Date.parse(from);
