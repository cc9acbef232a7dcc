import * as z from 'zod/mini';
import { pairPlace, resourceType } from '../../../../shared/contract/values.ts';

const loose = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.optional(schema), undefined);
/** An address may hold a number that is all digits. */
const number = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((given: string | number) => String(given).trim()),
);

/** What of the matches to show, as it stands in the address; what an address may not say is left out. */
export const matchFilterSchema = z.object({
  kind: loose(resourceType),
  state: loose(pairPlace),
  /** The number of a record, ours or theirs. */
  find: loose(z.pipe(number, z.string().check(z.minLength(1), z.maxLength(600)))),
});
export type MatchFilter = z.output<typeof matchFilterSchema>;

export const isFiltered = (filter: MatchFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined);
