import { addSeconds, elapsed } from '../../domain/dates.ts';
import { type HourFigures, hourOf, sumOfHours } from '../../domain/hour-figures.ts';
import type { Instant } from '../../domain/values.ts';
import type { HealthStore } from './ports.ts';

export interface Series {
  readonly from: Instant;
  readonly to: Instant;
  readonly stepHours: number;
  /** Each the sum of its stretch, oldest first; `hour` is where the stretch begins. Empty stretches are left out. */
  readonly points: readonly HourFigures[];
}

const hourMs = 3_600_000;
/** As long as hours are kept. */
export const longestDays = 90;

/** Hours as they are up to a week, quarters of days up to a month, whole days beyond. */
const stepFor = (hours: number): number => (hours <= 7 * 24 ? 1 : hours <= 31 * 24 ? 6 : 24);

/** The figures between two moments in stretches of equal length, counted from midnight UTC. */
export async function seriesOf(
  health: Pick<HealthStore, 'hours'>,
  integrationId: string,
  from: Instant,
  to: Instant,
): Promise<Series> {
  const oldest = addSeconds(to, -longestDays * 86_400);
  const begin = hourOf(from < oldest ? oldest : from);
  const stepHours = stepFor(elapsed(begin, to) / hourMs);
  const hours = await health.hours(integrationId, begin, to);
  const stretches = new Map<Instant, HourFigures[]>();
  for (const each of hours) {
    const at = beginningOf(each.hour, stepHours);
    stretches.set(at, [...(stretches.get(at) ?? []), each]);
  }
  const points = [...stretches].flatMap(([at, [first, ...rest]]) =>
    first === undefined ? [] : [{ ...sumOfHours(first, rest), hour: at }],
  );
  return { from: begin, to, stepHours, points };
}

const beginningOf = (hour: Instant, stepHours: number): Instant => {
  const length = stepHours * hourMs;
  return new Date(Math.floor(Date.parse(hour) / length) * length).toISOString();
};
