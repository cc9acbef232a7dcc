import * as z from 'zod/mini';

const loose = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.optional(schema), undefined);
const day = z.iso.date();

/** A span of time as it stands in the address: a name, or `since=days` with its first and last day. */
export const spanSearch = {
  since: loose(z.enum(['today', 'yesterday', 'week', 'month', 'days'])),
  from: loose(day),
  to: loose(day),
};
const span = z.object(spanSearch);
export type Span = z.output<typeof span>;

export const spans = [
  ['today', 'Today'],
  ['yesterday', 'Yesterday'],
  ['week', 'Last 7 days'],
  ['month', 'Last 30 days'],
  ['days', 'Between two days …'],
] as const;

const dayMs = 86_400_000;
const midnight = (at: number, days = 0): number => {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
};
const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());
/** A day of the address as the reader's midnight. */
const beginOf = (text: string, days = 0): number => {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number);
  return new Date(year, month - 1, date + days).getTime();
};

function ends({ since, from, to }: Span, now: number): readonly [number | undefined, number | undefined] {
  if (since === 'today') return [midnight(now), undefined];
  if (since === 'yesterday') return [midnight(now, -1), midnight(now) - 1];
  if (since === 'week') return [now - 7 * dayMs, undefined];
  if (since === 'month') return [now - 30 * dayMs, undefined];
  if (since === undefined) return [undefined, undefined];
  return [from === undefined ? undefined : beginOf(from), to === undefined ? undefined : beginOf(to, 1) - 1];
}

/** Both ends of a span (ISO 8601, included), seen from `now` (epoch ms); days begin at the reader's midnight. */
export function timesOf(shown: Span, now: number) {
  const [from, to] = ends(shown, now);
  return { from: iso(from), to: iso(to) };
}

/** A span in words, for a list of what was chosen. */
export function spanWords({ since, from, to }: Span): string | undefined {
  if (since !== 'days') return spans.find(([name]) => name === since)?.[1];
  const ends = [from === undefined ? '' : `from ${from}`, to === undefined ? '' : `to ${to}`];
  return ends.join(' ').trim() || 'at any time';
}
