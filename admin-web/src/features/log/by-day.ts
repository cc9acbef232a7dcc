import { dayName } from '../../lib/time.ts';

/** Entries in their order, cut into days under their headings. */
export function byDay<Entry extends { readonly createdAt: string }>(
  entries: readonly Entry[],
  now: number,
): readonly { readonly day: string; readonly entries: readonly Entry[] }[] {
  const days: { day: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const day = dayName(entry.createdAt, now);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
