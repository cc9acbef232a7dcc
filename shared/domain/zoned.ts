import { isPlainDate } from './dates.ts';
import type { Instant } from './values.ts';

/**
 * A wall-clock time with its zone, `2026-03-01T10:00[Europe/Berlin]`: what people mean by "Tuesday at ten". Seconds
 * stand there when they are not zero. Of an hour that a zone lives twice, the text means the first; the second
 * carries its offset: `2026-10-25T02:30+01:00[Europe/Berlin]`.
 */
export type ZonedTime = string;

const shape = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?$/;
const withZone = /^([^[\]]+?)(Z|[+-]\d{2}:?\d{2})?\[([^[\]]{1,64})\]$/;
const zoneName = /^([A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*|[+-]\d{2}:\d{2})$/;
const dayMs = 86_400_000;

/** Formatters are dear to make; there are fewer zones than this. */
const mostZones = 700;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  if (!zoneName.test(zone)) return undefined;
  try {
    const made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    if (formatters.size < mostZones) formatters.set(zone, made);
    return made;
  } catch {
    return undefined;
  }
}

/** Whether the time zone database (or an offset like `+05:30`) knows this zone. */
export const isZone = (zone: string): boolean => formatterOf(zone) !== undefined;

/** What a clock in the zone shows at this moment, as if it were UTC, in milliseconds. */
function wallClock(zone: string, at: number): number {
  const formatter = formatterOf(zone);
  if (formatter === undefined) throw new RangeError(`"${zone}" is no time zone`);
  const parts = new Map(formatter.formatToParts(at).map(({ type, value }) => [type, value]));
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  const year = parts.get('era') === 'BC' ? 1 - of('year') : of('year');
  const time = new Date(0);
  time.setUTCFullYear(year, of('month') - 1, of('day'));
  time.setUTCHours(of('hour'), of('minute'), of('second'), ((at % 1000) + 1000) % 1000);
  return time.getTime();
}

/** The moments at which a clock in the zone shows this: one, two (the clock was put back) or none (put forward). */
function momentsOf(zone: string, wall: number): readonly number[] {
  const offsets = [wall - dayMs, wall + dayMs].map((at) => wallClock(zone, at) - at);
  const moments = [...new Set(offsets)].map((offset) => wall - offset);
  return moments.filter((at) => wallClock(zone, at) === wall).sort((a, b) => a - b);
}

interface Parsed {
  readonly wall: number;
  readonly zone: string;
  readonly offset: string | undefined;
}

function parseLocal(text: string): number | undefined {
  const [, day = '', hour, minute, second = '0', fraction = ''] = shape.exec(text) ?? [];
  if (!isPlainDate(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const time = new Date(`${day}T00:00:00.000Z`);
  time.setUTCHours(Number(hour), Number(minute), Number(second), Number(fraction.padEnd(3, '0').slice(0, 3)));
  return time.getTime();
}

function parse(text: string): Parsed | undefined {
  const [, local = '', offset, zone = ''] = withZone.exec(text) ?? [];
  const wall = parseLocal(local);
  return wall === undefined || !isZone(zone) ? undefined : { wall, zone, offset };
}

const offsetMs = (offset: string): number => {
  if (offset === 'Z') return 0;
  const size = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -size : size) * 60_000;
};

function offsetText(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const pad = (count: number) => String(count).padStart(2, '0');
  return `${ms < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

const localText = (wall: number): string =>
  new Date(wall)
    .toISOString()
    .replace(/(:00)?\.000Z$/, '')
    .replace(/Z$/, '');

/** A wall-clock text and its zone as one value, or `undefined` when either is none. */
export function toZoned(local: string, zone: string): ZonedTime | undefined {
  const wall = parseLocal(local);
  return wall === undefined || !isZone(zone) ? undefined : `${localText(wall)}[${zone}]`;
}

/** What a clock in the zone shows at this moment; `undefined` when there is no such zone. */
export function zonedAt(instant: Instant, zone: string): ZonedTime | undefined {
  if (!isZone(zone)) return undefined;
  const at = Date.parse(instant);
  const wall = wallClock(zone, at);
  const second = momentsOf(zone, wall).indexOf(at) > 0;
  return `${localText(wall)}${second ? offsetText(wall - at) : ''}[${zone}]`;
}

/** The moment that is meant, or `undefined` for a time that its zone's clocks leave out or a text that is none. */
export function instantOfZoned(text: ZonedTime): Instant | undefined {
  const parsed = parse(text);
  if (parsed === undefined) return undefined;
  const { wall, zone, offset } = parsed;
  const at = offset === undefined ? momentsOf(zone, wall)[0] : wall - offsetMs(offset);
  return at === undefined ? undefined : new Date(at).toISOString();
}

/** One spelling per time: `2026-03-01T10:00:00+01:00[Europe/Berlin]` → `2026-03-01T10:00[Europe/Berlin]`. */
export function canonicalZoned(text: string): ZonedTime | undefined {
  const parsed = parse(text);
  if (parsed === undefined) return undefined;
  const { wall, zone, offset } = parsed;
  if (offset === undefined) return `${localText(wall)}[${zone}]`;
  return zonedAt(new Date(wall - offsetMs(offset)).toISOString(), zone);
}

/** Wall clock and zone apart, e.g. for a system that keeps them in two fields. The offset is left out. */
export function partsOfZoned(text: ZonedTime): { readonly local: string; readonly zone: string } | undefined {
  const parsed = parse(text);
  return parsed === undefined ? undefined : { local: localText(parsed.wall), zone: parsed.zone };
}
