import { type Peaks, simulateDay } from './day.ts';
import { type Chance, seeded } from './random.ts';
import { worldShare } from './rhythm.ts';
import { model, sizeOf } from './world.ts';

const days = 365;
/** At more than the load of today only the busiest days are looked at by the second. */
const busiestDays = 10;
export const scales = [1, 10, 100, 1000] as const;

export interface Scale {
  readonly times: number;
  readonly integrations: number;
  /** Changes of the whole year that people made one by one. */
  readonly changesOfYear: number;
  /** Changes of a working day at the largest integration. */
  readonly largest: number;
  readonly peaks: Peaks;
}

/** A year at one, ten, a hundred and a thousand times the integrations. */
export function simulateYear(seed: number = model.seed): readonly Scale[] {
  const busiest = Array.from({ length: days }, (_, day) => ({ day, share: shareOfDay(day) }))
    .sort((a, b) => b.share - a.share || a.day - b.day)
    .map(({ day }) => day);
  const workingDays = busiest.reduce((sum, day) => sum + shareOfDay(day), 0);
  return scales.map((times) => {
    const integrations = model.integrations * times;
    const sizes = Float64Array.from({ length: integrations }, drawSize(seeded(seed + times)));
    const looked = times === 1 ? busiest : busiest.slice(0, busiestDays);
    const simulated = looked.map((day) => simulateDay(day, sizes, seed + times * 1000 + day));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
    return {
      times,
      integrations,
      largest,
      changesOfYear: total * workingDays,
      peaks: simulated.reduce(larger),
    };
  });
}

const shareOfDay = (day: number): number =>
  Array.from({ length: 24 }, (_, hour) => worldShare(day * 24 + hour)).reduce((sum, each) => sum + each, 0);

const drawSize = (chance: Chance) => (): number => sizeOf(chance);

/** The worst of both days; mass edits are added up. */
const larger = (a: Peaks, b: Peaks): Peaks => ({
  webhooks: Math.max(a.webhooks, b.webhooks),
  second: Math.max(a.second, b.second),
  tenSeconds: Math.max(a.tenSeconds, b.tenSeconds),
  fiveMinutes: Math.max(a.fiveMinutes, b.fiveMinutes),
  growth: Math.max(a.growth, b.growth),
  waiting: Math.max(a.waiting, b.waiting),
  massEdits: a.massEdits + b.massEdits,
  slowMassEdits: a.slowMassEdits + b.slowMassEdits,
});
