import * as z from 'zod/mini';

/** RFC 9457 problem details with our stable `code`, the field at fault and what to do. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.optional(z.string()),
  /** What the reader can do about it. */
  hint: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ pointer: z.string(), detail: z.string() }))),
  requestId: z.optional(z.string()),
});
export type Problem = z.output<typeof problemSchema>;
