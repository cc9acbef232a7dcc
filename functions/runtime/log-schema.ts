import * as z from 'zod';
import { type LogFields, logCounts } from '../../shared/application/logger.ts';
import { outcomes } from '../../shared/domain/change.ts';
import { faultKinds } from '../../shared/domain/fault.ts';
import { resourceTypes } from '../../shared/domain/resources.ts';

const logLevels = ['DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;

const longest = 300;
/** Ids are made by us: no blanks, no `@`, nothing that a person wrote. */
const id = z.string().regex(/^[\w:.~!#/-]{1,160}$/);
/** `rate-limited`, `SCHEDULED_SYNC`, `AccessDeniedException`. */
const word = z.string().regex(/^[A-Za-z][\w.-]{0,79}$/);
const text = z.string().min(1).max(longest);
/** Foreign ids may hold anything, and are written in base64url. */
const foreignId = z.string().regex(/^[\w-]{1,4000}$/);
const count = z.number();

const counts = Object.fromEntries(logCounts.map((name) => [name, count]));

/** The closed set of what may stand beside a message, and what each may hold. */
export const fieldShapes: { readonly [name in keyof LogFields]-?: z.ZodType } = {
  ...{ correlationId: id, requestId: id, integrationId: id, jobId: id, logId: id },
  ...{ alertId: id, connectionId: id },
  integrationType: word,
  resourceType: z.enum(resourceTypes),
  side: z.enum(['external', 'local']),
  outcome: z.enum(outcomes),
  fault: z.enum(faultKinds),
  ...{ kind: word, stream: text, record: foreignId },
  ...{
    cause: word,
    jobType: word,
    status: word,
    alertKind: word,
    severity: word,
    channel: word,
    reason: word,
  },
  ...{ httpStatus: count, errorName: word, errorCode: word, errorMessage: text },
  stack: z.string().max(4 * longest),
  ...(counts as { [name in (typeof logCounts)[number]]: typeof count }),
};

/** One line of a function's log. The specification's LogEntry, in our words and flat, so that every field can be searched. */
export const logLine = z.strictObject({
  timestamp: z.iso.datetime(),
  level: z.enum(logLevels),
  service: word,
  stage: word,
  message: text,
  traceId: z.exactOptional(id),
  ...(Object.fromEntries(Object.entries(fieldShapes).map(([name, shape]) => [name, shape.optional()])) as {
    [name in keyof LogFields]-?: z.ZodOptional<z.ZodType>;
  }),
});
