import { toInstant } from '../../domain/dates.ts';
import { instantOfZoned, zonedAt } from '../../domain/zoned.ts';

/** When a task is due that was given a day and no time. */
const usualTime = '09:00';

/** What a clock in the zone shows at this moment. */
function wallClock(moment: string | null | undefined, zone: string): string | undefined {
  const instant = toInstant(moment ?? null);
  return instant === undefined ? undefined : zonedAt(instant, zone);
}

export const dayOf = (moment: string | null | undefined, zone: string): string | null =>
  wallClock(moment, zone)?.slice(0, 10) ?? null;

/** The moment on that day at the time of day that the task was due before; noon where that time does not exist. */
export function momentOf(day: string, before: string | null | undefined, zone: string): string | undefined {
  const time = /T(\d\d:\d\d)/.exec(wallClock(before, zone) ?? '')?.[1] ?? usualTime;
  return instantOfZoned(`${day}T${time}[${zone}]`) ?? instantOfZoned(`${day}T12:00[${zone}]`);
}
