import { type Fault, FaultError } from '../domain/fault.ts';
import { NewerShapeError } from '../domain/newer-shape.ts';
import type { LogFields } from './logger.ts';

/**
 * What a log line may say of an error. A fault's sentence often quotes the other system, and a message of our own runtime
 * may quote what it could not read, so only kinds, codes and places in the code are told. The sentence itself is in the
 * entry of the sync log, where admins read it.
 */
export function errorFields(error: unknown): LogFields {
  if (error instanceof NewerShapeError)
    return { fault: 'bug', errorName: error.name, errorMessage: error.message };
  if (error instanceof FaultError) return faultFields(error.fault);
  if (!(error instanceof Error)) return { fault: 'bug', errorName: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const status = statusOf(error);
  return {
    fault: 'bug',
    errorName: error.name,
    ...(code === undefined ? {} : { errorCode: code }),
    ...(status === undefined ? {} : { httpStatus: status }),
    ...(quotesNothing(error) ? { errorMessage: error.message } : {}),
    stack: framesOf(error),
  };
}

export const faultFields = ({ kind, httpStatus, message }: Fault): LogFields => ({
  fault: kind,
  ...(httpStatus === undefined ? {} : { httpStatus }),
  // What nobody foresaw is named by its class: "TypeError: …".
  ...(kind === 'bug' ? { errorName: /^([A-Za-z]+(?:Error|Exception|Fault)):/.exec(message)?.[1] } : {}),
});

/**
 * AWS names the action or the limit, and a TypeError the member that was missing. A SyntaxError quotes the text it
 * stumbled over.
 */
const quotesNothing = (error: Error): boolean => '$metadata' in error || error.name === 'TypeError';

function statusOf(error: Error): number | undefined {
  if (!('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  return typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
    ? numberOrNothing(metadata.httpStatusCode)
    : undefined;
}
const numberOrNothing = (value: unknown) => (typeof value === 'number' ? value : undefined);

/** Six places are enough to find the line; the message above them is left out. */
export const framesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim())
    .join('\n');
