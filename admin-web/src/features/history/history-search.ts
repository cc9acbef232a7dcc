import * as z from 'zod/mini';
import { spanSearch } from '../../lib/spans.ts';

const loose = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.optional(schema), undefined);
const text = z.pipe(
  z.pipe(
    z.union([z.string(), z.number()]),
    z.transform((given: string | number) => String(given).trim()),
  ),
  z.string().check(z.minLength(1), z.maxLength(200)),
);

/** Which acts to show, as it stands in the address. */
export const historySearch = z.object({
  who: loose(text),
  /** How the name of the act begins: `integration.` */
  act: loose(text),
  ...spanSearch,
});
export type HistorySearch = z.output<typeof historySearch>;

export const anything: HistorySearch = z.parse(historySearch, {});
