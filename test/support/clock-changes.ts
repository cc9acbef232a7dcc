/** From UTC−11 to UTC+14, with every kind of clock change that 2026 knows. */
export const zones = [
  'Pacific/Pago_Pago',
  'Pacific/Honolulu',
  'America/Anchorage',
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Santiago',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Nuuk',
  'Atlantic/Azores',
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'Africa/Cairo',
  'Europe/Istanbul',
  'Asia/Tehran',
  'Asia/Dubai',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Dhaka',
  'Asia/Bangkok',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Adelaide',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Noumea',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
] as const;

export interface ZonedMoment {
  readonly zone: string;
  readonly at: string;
  /** What a clock there shows, spelled as BritePool keeps it. */
  readonly zoned: string;
  readonly edge: 'none' | 'near' | 'second of two';
}

const minute = 60_000;
const hour = 60 * minute;
const begin = Date.UTC(2026, 0, 1);
const end = Date.UTC(2027, 0, 1);

/** Minutes by which the zone is ahead of UTC, as the runtime's own formatter words it. */
function offsetMinutes(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'longOffset',
  }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  if (sign === undefined) return 0;
  const size = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -size : size;
}

/** The moments of 2026 at which the zone's clocks are changed, to the minute. */
function changes(zone: string): readonly number[] {
  const found: number[] = [];
  for (let at = begin; at < end; at += 24 * hour) {
    if (offsetMinutes(zone, at) === offsetMinutes(zone, at + 24 * hour)) continue;
    let [low, high] = [at, at + 24 * hour];
    while (high - low > minute) {
      const middle = low + Math.floor((high - low) / 2 / minute) * minute;
      if (offsetMinutes(zone, middle) === offsetMinutes(zone, at)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}

const offsetText = (minutes: number): string => {
  const size = Math.abs(minutes);
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
};

function momentIn(zone: string, at: number, turned: readonly number[]): ZonedMoment {
  const offset = offsetMinutes(zone, at);
  const back = turned.find((change) => change <= at && at - change < 3 * hour);
  const put = back === undefined ? 0 : offsetMinutes(zone, back - minute) - offsetMinutes(zone, back);
  const second = back !== undefined && put > 0 && at - back < put * minute;
  const wall = new Date(at + offset * minute)
    .toISOString()
    .replace(/(:00)?\.000Z$/, '')
    .replace(/Z$/, '');
  const near = turned.some((change) => Math.abs(change - at) <= 2 * hour);
  return {
    zone,
    at: new Date(at).toISOString(),
    zoned: `${wall}${second ? offsetText(offset) : ''}[${zone}]`,
    edge: second ? 'second of two' : near ? 'near' : 'none',
  };
}

/** Moments of 2026 in a zone: one a month, and every 15 minutes within two hours of each clock change. */
export function aroundTheYear(zone: string): readonly ZonedMoment[] {
  const turned = changes(zone);
  const monthly = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 14, 22, 45, 7, 250));
  const edges = turned.flatMap((change) =>
    Array.from({ length: 17 }, (_, step) => change + (step - 8) * 15 * minute),
  );
  return [...monthly, ...edges].map((at) => momentIn(zone, at, turned));
}
