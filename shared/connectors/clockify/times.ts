import { addSeconds, elapsed } from '../../domain/dates.ts';
import { minutesOfIso } from '../../domain/durations.ts';
import type { ExternalData } from '../../domain/external.ts';
import { readPath } from '../../domain/paths.ts';
import { instantOfZoned, zonedAt } from '../../domain/zoned.ts';

/** From when to when, as Clockify writes it. A timer that runs has no end. */
export interface Span {
  readonly start: string;
  readonly end?: string;
}

/** Work that is logged in BritePool without a time of day is entered as if it had begun then. */
export const usualStart = '09:00';

/** Calendar day of a moment in the zone. */
export const dayOf = (moment: string, zone: string): string => (zonedAt(moment, zone) ?? moment).slice(0, 10);

const textAt = (data: ExternalData, path: string): string | undefined => {
  const found = readPath(data, path);
  return typeof found === 'string' ? found : undefined;
};

/**
 * When the entry begins and ends after these values were given. A new day keeps the time of day, a new start or day the
 * duration, and a new duration the start. `undefined` where too little is known.
 */
export function spanAfter(data: ExternalData, before: Span | undefined, zone: string): Span | undefined {
  const start = textAt(data, 'timeInterval.start') ?? movedTo(textAt(data, 'day'), before, zone);
  const end = textAt(data, 'timeInterval.end');
  const minutes = minutesOfIso(textAt(data, 'timeInterval.duration') ?? '');
  if (start === undefined) return undefined;
  if (end !== undefined && elapsed(start, end) >= 0) return { start: whole(start), end: whole(end) };
  if (minutes !== undefined) return { start: whole(start), end: whole(addSeconds(start, minutes * 60)) };
  if (before === undefined) return undefined;
  if (before.end === undefined) return { start: whole(start) };
  return { start: whole(start), end: whole(addSeconds(start, elapsed(before.start, before.end) / 1000)) };
}

function movedTo(day: string | undefined, before: Span | undefined, zone: string): string | undefined {
  if (day === undefined || (before !== undefined && dayOf(before.start, zone) === day)) return before?.start;
  const clock = before === undefined ? usualStart : clockOf(before.start, zone);
  return instantOfZoned(`${day}T${clock}[${zone}]`) ?? instantOfZoned(`${day}T12:00[${zone}]`);
}

const clockOf = (moment: string, zone: string): string =>
  /T([\d:]+)/.exec(zonedAt(moment, zone) ?? '')?.[1] ?? usualStart;

/** Clockify takes whole seconds only. */
const whole = (moment: string): string => new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
