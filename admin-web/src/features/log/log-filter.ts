import * as z from 'zod/mini';
import { outcome, resourceType, syncOperation, syncStatus } from '../../../../shared/contract/values.ts';
import { spanSearch, timesOf } from '../../lib/spans.ts';

const loose = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.optional(schema), undefined);
/** An address may hold a number that is all digits. */
const id = z.pipe(
  z.pipe(
    z.union([z.string(), z.number()]),
    z.transform((given: string | number) => String(given).trim()),
  ),
  z.string().check(z.minLength(1), z.maxLength(600)),
);

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
  ...spanSearch,
  /** The entry that is open. */
  entry: loose(id),
});
export type LogFilter = z.output<typeof logFilterSchema>;

/** Everything, with nothing open. */
export const everything: LogFilter = z.parse(logFilterSchema, {});

export const isFiltered = ({ entry: _open, ...filter }: LogFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined);

/** The query of the API for a filter, seen from `now` (epoch ms); days begin at the reader's midnight. */
export function queryFor(filter: LogFilter, now: number) {
  const { result, act, kind, outcome: became, find, run } = filter;
  return {
    ...{ status: result, operation: act, resourceType: kind, outcome: became, recordId: find, jobId: run },
    ...timesOf(filter, now),
  };
}
