import type * as z from 'zod/mini';
import type { failedTry } from '../../../shared/contract/parked.ts';
import { exactTime } from '../lib/time.ts';

export interface TriesProps {
  /** Oldest first; when there were more, the newest of them. */
  readonly attempts: readonly z.output<typeof failedTry>[];
  /** How many there were in all. */
  readonly count?: number;
  /** What follows: "Try 3 in 4 min". */
  readonly next?: string;
}

/** The tries that failed, each with its reason, and the next one announced below them. */
export function Tries({ attempts, count = attempts.length, next }: TriesProps) {
  const before = Math.max(0, count - attempts.length);
  return (
    <ol className="tries" aria-label="Tries">
      {before > 0 && <li className="soft small">{before} earlier</li>}
      {attempts.map(({ at, sentence, httpStatus }, index) => (
        <li key={`${at} ${sentence}`}>
          <strong>Try {before + index + 1}</strong> <span className="soft small">{exactTime(at)}</span>
          <p>
            {sentence}
            {httpStatus !== undefined && <span className="soft small"> (answer {httpStatus})</span>}
          </p>
        </li>
      ))}
      {next !== undefined && (
        <li>
          <strong>{next}</strong>
        </li>
      )}
    </ol>
  );
}
