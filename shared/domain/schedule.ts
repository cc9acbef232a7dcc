import { type Integration, isRunning, type SyncFrequency } from './integration.ts';
import type { Instant } from './values.ts';
import { instantOfZoned, zonedAt } from './zoned.ts';

/** When an integration runs by itself, as EventBridge Scheduler understands it. */
export interface SchedulePlan {
  readonly expression: string;
  /** IANA name. */
  readonly timeZone: string;
  /** A run begins somewhere within so many minutes after its time: a thousand integrations do not begin at once. */
  readonly windowMinutes: number;
  readonly enabled: boolean;
}

/** REALTIME has a healing poll, because webhooks may get lost. MANUAL has no schedule. */
const rhythms: {
  readonly [frequency in SyncFrequency]: Pick<SchedulePlan, 'expression' | 'windowMinutes'> | undefined;
} = {
  REALTIME: { expression: 'cron(0/15 * * * ? *)', windowMinutes: 10 },
  EVERY_15MIN: { expression: 'cron(0/15 * * * ? *)', windowMinutes: 10 },
  HOURLY: { expression: 'cron(0 * * * ? *)', windowMinutes: 30 },
  DAILY: { expression: 'cron(0 2 * * ? *)', windowMinutes: 120 },
  WEEKLY: { expression: 'cron(0 2 ? * SUN *)', windowMinutes: 240 },
  MANUAL: undefined,
};

/**
 * The schedule that an integration is to have; `undefined` for none. It rests while the integration does.
 * `healingMinutes`: how often its system can afford the healing poll, a quarter of an hour unless it says an hour or more.
 */
export function schedulePlan(
  { syncFrequency, timeZone, status }: Pick<Integration, 'syncFrequency' | 'timeZone' | 'status'>,
  stageZone: string,
  healingMinutes = 15,
): SchedulePlan | undefined {
  const rhythm = rhythms[syncFrequency === 'REALTIME' && healingMinutes >= 60 ? 'HOURLY' : syncFrequency];
  if (rhythm === undefined) return undefined;
  return { ...rhythm, timeZone: timeZone ?? stageZone, enabled: isRunning(status) };
}

const quarterMs = 900_000;
const dayMs = 86_400_000;
/** Enough quarters for the longest hour that clocks make, and days for a Sunday whose two o'clock is left out. */
const mostQuarters = 12;
const mostDays = 16;

/** When the integration's time comes next after a moment; `null` when it never runs by itself, or rests. */
export function nextRun(
  { syncFrequency }: Pick<Integration, 'syncFrequency'>,
  plan: SchedulePlan | undefined,
  after: Instant,
): Instant | null {
  if (plan === undefined || !plan.enabled) return null;
  return syncFrequency === 'DAILY' || syncFrequency === 'WEEKLY'
    ? nextNight(plan.timeZone, after, syncFrequency === 'WEEKLY')
    : nextQuarter(plan.timeZone, after, plan.expression === rhythms.HOURLY?.expression);
}

/** Offsets of zones are whole quarters of an hour, so a quarter there is a quarter in UTC. */
function nextQuarter(zone: string, after: Instant, onTheHour: boolean): Instant | null {
  const first = (Math.floor(Date.parse(after) / quarterMs) + 1) * quarterMs;
  for (let step = 0; step < mostQuarters; step++) {
    const at = new Date(first + step * quarterMs).toISOString();
    if (!onTheHour || zonedAt(at, zone)?.slice(14, 16) === '00') return at;
  }
  return null;
}

/** Two o'clock in the night; on a day whose clocks leave it out there is no run. */
function nextNight(zone: string, after: Instant, onSundays: boolean): Instant | null {
  const today = zonedAt(after, zone)?.slice(0, 10);
  if (today === undefined) return null;
  for (let day = 0; day < mostDays; day++) {
    const date = new Date(Date.parse(`${today}T00:00:00.000Z`) + day * dayMs);
    if (onSundays && date.getUTCDay() !== 0) continue;
    const at = instantOfZoned(`${date.toISOString().slice(0, 10)}T02:00[${zone}]`);
    if (at !== undefined && at > after) return at;
  }
  return null;
}
