/** How long the other system took to answer: how many answers there were up to each bound. Adding two is adding counts. */
export type AnswerTimes = readonly number[];

/** Milliseconds; the last count is of what took longer than all of them. */
const bounds = [100, 250, 500, 1000, 2000, 5000, 10_000, 30_000] as const;
/** What stands for an answer that took longer than every bound. */
const longest = 60_000;

export const noAnswers: AnswerTimes = Array.from({ length: bounds.length + 1 }, () => 0);

/** With one more answer, which took `ms` milliseconds. */
export function withAnswer(times: AnswerTimes | undefined, ms: number): AnswerTimes {
  const place = bounds.findIndex((bound) => ms <= bound);
  const at = place === -1 ? bounds.length : place;
  return noAnswers.map((none, index) => (times?.[index] ?? none) + (index === at ? 1 : 0));
}

export const sumOfAnswers = (all: readonly (AnswerTimes | undefined)[]): AnswerTimes =>
  noAnswers.map((none, index) => all.reduce((sum, times) => sum + (times?.[index] ?? none), none));

/** Milliseconds within which this share (0 to 1) of the answers came, rounded up to a bound; `undefined` without any. */
export function withinMs(times: AnswerTimes, share: number): number | undefined {
  const all = times.reduce((sum, count) => sum + count, 0);
  if (all === 0) return undefined;
  let seen = 0;
  const at = times.findIndex((count) => {
    seen += count;
    return seen >= share * all;
  });
  return bounds[at] ?? longest;
}
