import type { Instant } from '../../domain/values.ts';

/** `YYYY-MM` of every month that the bounds touch, oldest first. */
export function monthsBetween(from: Instant, to: Instant): readonly string[] {
  const months: string[] = [];
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (let at = 0; ; at++) {
    const name = new Date(Date.UTC(year, month - 1 + at, 1)).toISOString().slice(0, 7);
    if (name > to.slice(0, 7)) return months;
    months.push(name);
  }
}
