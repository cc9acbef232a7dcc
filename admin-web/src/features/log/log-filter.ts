import * as z from 'zod/mini';
import { resourceType, syncOperation, syncStatus } from '../../../../shared/contract/values.ts';

const loose = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.optional(schema), undefined);

/** Filters of a log as they stand in the address; what an address may not say is left out, not an error. */
export const logFilterSchema = z.object({
  result: loose(syncStatus),
  act: loose(syncOperation),
  kind: loose(resourceType),
  since: loose(z.enum(['today', 'week'])),
});
export type LogFilter = z.output<typeof logFilterSchema>;

export const isFiltered = (filter: LogFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined);

const dayMs = 86_400_000;

/** The query of the API for a filter, seen from `now` (epoch ms); "today" begins at the reader's midnight. */
export function queryFor({ result, act, kind, since }: LogFilter, now: number) {
  const from = since === 'today' ? new Date(now).setHours(0, 0, 0, 0) : now - 7 * dayMs;
  return {
    status: result,
    operation: act,
    resourceType: kind,
    from: since === undefined ? undefined : new Date(from).toISOString(),
  };
}
