import type { Context } from 'aws-lambda';

/** How much time an invocation has left for waiting, so that what waits in place never ends in a time-out. */
export interface WorkTime {
  readonly begin: (context: Pick<Context, 'getRemainingTimeInMillis'>) => void;
  readonly leftMs: () => number;
}

/** Kept back for the work itself. */
const reserveMs = 10_000;

/** The time of the invocation under way; unlimited for a function that never says when one begins. */
export function workTime(): WorkTime {
  let remaining = () => Number.POSITIVE_INFINITY;
  return {
    begin: (context) => {
      remaining = () => context.getRemainingTimeInMillis();
    },
    leftMs: () => remaining() - reserveMs,
  };
}
