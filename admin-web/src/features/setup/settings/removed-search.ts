import * as z from 'zod/mini';

/** The address of the page that tells what went with a removed integration. */
export const removedSearch = z.object({
  name: z.catch(z.string(), 'The integration'),
  pairs: z.catch(z.int(), 0),
  conflicts: z.catch(z.int(), 0),
  warnings: z.catch(z.array(z.string()), []),
});
