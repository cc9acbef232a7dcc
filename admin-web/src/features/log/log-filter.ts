import * as z from 'zod/mini';
import { outcome, resourceType, syncOperation, syncStatus } from '../../../../shared/contract/values.ts';

const loose = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.optional(schema), undefined);
/** An address may hold a number that is all digits. */
const id = z.pipe(
  z.pipe(
    z.union([z.string(), z.number()]),
    z.transform((given: string | number) => String(given).trim()),
  ),
  z.string().check(z.minLength(1), z.maxLength(600)),
);
const day = z.iso.date();

/** Filters of a log as they stand in the address; what an address may not say is left out, not an error. */
export const logFilterSchema = z.object({
  result: loose(syncStatus),
  act: loose(syncOperation),
  kind: loose(resourceType),
  outcome: loose(outcome),
  integration: loose(id),
  /** The number of a record, ours or theirs. */
  find: loose(id),
  /** The run that did it. */
  run: loose(id),
  since: loose(z.enum(['today', 'yesterday', 'week', 'month', 'days'])),
  /** The first and the last day, with `since=days`. */
  from: loose(day),
  to: loose(day),
  /** The entry that is open. */
  entry: loose(id),
});
export type LogFilter = z.output<typeof logFilterSchema>;

/** Everything, with nothing open. */
export const everything: LogFilter = z.parse(logFilterSchema, {});

export const isFiltered = ({ entry: _open, ...filter }: LogFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined);

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

function timesOf(
  { since, from, to }: LogFilter,
  now: number,
): readonly [number | undefined, number | undefined] {
  if (since === 'today') return [midnight(now), undefined];
  if (since === 'yesterday') return [midnight(now, -1), midnight(now) - 1];
  if (since === 'week') return [now - 7 * dayMs, undefined];
  if (since === 'month') return [now - 30 * dayMs, undefined];
  if (since === undefined) return [undefined, undefined];
  return [from === undefined ? undefined : beginOf(from), to === undefined ? undefined : beginOf(to, 1) - 1];
}

/** The query of the API for a filter, seen from `now` (epoch ms); days begin at the reader's midnight. */
export function queryFor(filter: LogFilter, now: number) {
  const [from, to] = timesOf(filter, now);
  const { result, act, kind, outcome: became, find, run } = filter;
  return {
    ...{ status: result, operation: act, resourceType: kind, outcome: became, recordId: find, jobId: run },
    ...{ from: iso(from), to: iso(to) },
  };
}
