import * as z from 'zod/mini';

/** Which decisions to show: those that wait, unless the address says otherwise. */
export const conflictSearch = z.object({
  show: z.catch(z.optional(z.enum(['aside', 'settled'])), undefined),
});
