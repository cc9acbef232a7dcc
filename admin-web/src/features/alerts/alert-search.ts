import * as z from 'zod/mini';

/** Which alerts to show, as it stands in the address: those that are open unless said. */
export const alertSearch = z.object({ show: z.catch(z.optional(z.enum(['over'])), undefined) });
