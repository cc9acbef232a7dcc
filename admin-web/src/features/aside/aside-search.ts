import * as z from 'zod/mini';

const loose = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.optional(schema), undefined);
const text = z.string().check(z.minLength(1), z.maxLength(1200));

/** Which group and which record are open, as it stands in the address. */
export const asideSearch = z.object({
  cause: loose(text),
  state: loose(z.enum(['FAILED', 'WAITING'])),
  item: loose(text),
});
export type AsideSearch = z.output<typeof asideSearch>;
