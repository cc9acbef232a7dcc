import { addSeconds, elapsed } from '../domain/dates.ts';
import type { FieldValue } from '../domain/values.ts';
import { instantOfZoned, zonedAt } from '../domain/zoned.ts';

/** From when to when somebody worked, in whole seconds of UTC: `2026-03-01T10:00:00Z`. A timer that runs has no end. */
export interface Span {
  readonly start: string;
  readonly end?: string;
}

/** What was given of it; everything else follows. */
export interface GivenTimes {
  readonly day?: string | undefined;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly minutes?: number | undefined;
}

/** Work that is logged in BritePool without a time of day is entered as if it had begun then. */
const usualStart = '09:00';

/** Calendar day of a moment in the zone. */
export const dayOf = (moment: string, zone: string): string => (zonedAt(moment, zone) ?? moment).slice(0, 10);

/**
 * When the work begins and ends after these values were given, for systems that keep moments and no days. A new day keeps
 * the time of day, a new start or day the duration, and a new duration the start. `undefined` where too little is known.
 */
export function spanAfter(given: GivenTimes, before: Span | undefined, zone: string): Span | undefined {
  const { end, minutes } = given;
  const start = given.start ?? movedTo(given.day, before, zone);
  if (start === undefined) return undefined;
  if (end !== undefined && elapsed(start, end) >= 0) return { start: whole(start), end: whole(end) };
  if (minutes !== undefined) return { start: whole(start), end: whole(addSeconds(start, minutes * 60)) };
  if (before === undefined) return undefined;
  if (before.end === undefined) return { start: whole(start) };
  return { start: whole(start), end: whole(addSeconds(start, elapsed(before.start, before.end) / 1000)) };
}

/** As `spanAfter`, of values as a record holds them: what is of another kind counts as not given. */
export function spanIn(
  given: { readonly [part in keyof GivenTimes]: FieldValue | undefined },
  before: Span | undefined,
  zone: string,
): Span | undefined {
  const text = (value: FieldValue | undefined) => (typeof value === 'string' ? value : undefined);
  const minutes = typeof given.minutes === 'number' ? given.minutes : undefined;
  const times = { day: text(given.day), start: text(given.start), end: text(given.end), minutes };
  return spanAfter(times, before, zone);
}

function movedTo(day: string | undefined, before: Span | undefined, zone: string): string | undefined {
  if (day === undefined || (before !== undefined && dayOf(before.start, zone) === day)) return before?.start;
  const clock = before === undefined ? usualStart : clockOf(before.start, zone);
  return instantOfZoned(`${day}T${clock}[${zone}]`) ?? instantOfZoned(`${day}T12:00[${zone}]`);
}

const clockOf = (moment: string, zone: string): string =>
  /T([\d:]+)/.exec(zonedAt(moment, zone) ?? '')?.[1] ?? usualStart;

const whole = (moment: string): string => new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
