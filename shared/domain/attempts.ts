import type { Fault, FaultKind } from './fault.ts';
import type { Instant } from './values.ts';

/** One try of a change that failed, as an admin reads it. */
export interface FailedTry {
  readonly at: Instant;
  readonly kind: FaultKind;
  /** What went wrong, in one sentence. */
  readonly sentence: string;
  readonly httpStatus?: number;
  /** When the next try was to follow; absent when only a person tries it again. */
  readonly nextTryAt?: Instant;
}

/** The tries that are kept with a change: the newest; how many there were is counted elsewhere. */
export const mostKept = 10;

export const failedTry = (fault: Fault, at: Instant, nextTryAt?: Instant): FailedTry => ({
  at,
  kind: fault.kind,
  sentence: fault.message,
  ...(fault.httpStatus === undefined ? {} : { httpStatus: fault.httpStatus }),
  ...(nextTryAt === undefined ? {} : { nextTryAt }),
});

/** Oldest first. */
export const withTry = (before: readonly FailedTry[] | undefined, next: FailedTry): readonly FailedTry[] =>
  [...(before ?? []), next].slice(-mostKept);
