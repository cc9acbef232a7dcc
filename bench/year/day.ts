import { type Chance, happens, seeded } from './random.ts';
import { worldShare } from './rhythm.ts';
import { model, systems } from './world.ts';

export const secondsOfDay = 86_400;
const hoursOfDay = 24;
const workingDaysOfYear = 260;
const noiseSize = 8192;

export interface Peaks {
  /** Webhooks of the day. */
  readonly webhooks: number;
  /** The most within 1, 10 and 300 seconds, as a rate per second. */
  readonly second: number;
  readonly tenSeconds: number;
  readonly fiveMinutes: number;
  /** By how much the rate of ten seconds grew over that of the ten seconds before, at most. */
  readonly growth: number;
  /** Messages that wait for their vendor's budget, at most. */
  readonly waiting: number;
  /** Mass edits, and how many of them their vendor's smallest plan does not let through within an hour. */
  readonly massEdits: number;
  readonly slowMassEdits: number;
}

/**
 * A day of the year (0 to 364), second by second, of integrations with these `sizes`: changes of a working day. Webhooks only:
 * what has none is read by polls. Nothing is left of the day before. The same seed makes the same day.
 */
export function simulateDay(day: number, sizes: Float64Array, seed: number): Peaks {
  const chance = seeded(seed);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const told = systems.filter(({ webhooks }) => webhooks);
  const share = told.length / systems.length;
  const rates = baseRates(day, total * share, chance);
  const burst = new Float64Array(secondsOfDay + 1);
  const slope = new Float64Array(secondsOfDay + 1);
  let massEdits = 0;
  let slowMassEdits = 0;
  for (let hour = 0; hour < hoursOfDay; hour++) {
    const mean =
      (sizes.length * share * model.massEditsOfYear * worldShare(day * hoursOfDay + hour)) /
      workingDaysOfYear;
    const count = happens(chance, mean);
    massEdits += count;
    for (let each = 0; each < count; each++) {
      const { least, most } = model.massEditShare;
      const changes = sizes[Math.floor(chance.uniform() * sizes.length)] ?? 0;
      const size = changes * model.recordsOfChange * (least + (most - least) * chance.uniform());
      const { requestsOfSecond } = told[Math.floor(chance.uniform() * told.length)] ?? {
        requestsOfSecond: 0,
      };
      const begins = Math.floor((hour + chance.uniform()) * 3600);
      const ends = begins + Math.ceil(size / model.deliveriesOfSecond);
      const over = Math.max(0, model.deliveriesOfSecond - requestsOfSecond);
      bump(burst, begins, ends, model.deliveriesOfSecond);
      bump(slope, begins, ends, over);
      bump(slope, begins + model.longestWaitSeconds, ends + model.longestWaitSeconds, -over);
      if (size / requestsOfSecond > 3600) slowMassEdits++;
    }
  }
  return { ...peaksOf(rates, burst, slope), massEdits, slowMassEdits };
}

/** Adds a rate from one second to another. */
function bump(rates: Float64Array, from: number, to: number, rate: number): void {
  const [first, last] = [Math.min(from, secondsOfDay), Math.min(to, secondsOfDay)];
  rates[first] = (rates[first] ?? 0) + rate;
  rates[last] = (rates[last] ?? 0) - rate;
}

/** What people do one by one; acts make several changes, so it varies more than single events would. */
function baseRates(day: number, total: number, chance: Chance): Float64Array {
  const noise = Float64Array.from({ length: noiseSize }, chance.normal);
  const rates = new Float64Array(secondsOfDay);
  for (let hour = 0; hour < hoursOfDay; hour++) {
    const mean = (total * worldShare(day * hoursOfDay + hour)) / 3600;
    const deviation = Math.sqrt(mean * model.changesOfAct);
    for (let second = hour * 3600; second < (hour + 1) * 3600; second++)
      rates[second] = Math.max(0, mean + deviation * (noise[Math.floor(chance.uniform() * noiseSize)] ?? 0));
  }
  return rates;
}

function peaksOf(rates: Float64Array, burst: Float64Array, slope: Float64Array) {
  const most = { second: 0, tenSeconds: 0, fiveMinutes: 0, growth: 0, waiting: 0 };
  const sums = new Float64Array(secondsOfDay + 1);
  let bursting = 0;
  let growing = 0;
  let waiting = 0;
  const within = (at: number, seconds: number): number =>
    ((sums[at + 1] ?? 0) - (sums[Math.max(0, at + 1 - seconds)] ?? 0)) / seconds;
  for (let at = 0; at < secondsOfDay; at++) {
    bursting += burst[at] ?? 0;
    growing += slope[at] ?? 0;
    waiting += growing;
    const rate = (rates[at] ?? 0) + bursting;
    sums[at + 1] = (sums[at] ?? 0) + rate;
    const ten = within(at, 10);
    most.second = Math.max(most.second, rate);
    most.tenSeconds = Math.max(most.tenSeconds, ten);
    most.fiveMinutes = Math.max(most.fiveMinutes, within(at, 300));
    most.waiting = Math.max(most.waiting, waiting);
    if (at >= 20) most.growth = Math.max(most.growth, ten - within(at - 10, 10));
  }
  return { ...most, webhooks: sums[secondsOfDay] ?? 0 };
}
