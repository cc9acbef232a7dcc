import { useId } from 'react';
import type { JobView } from '../../../../shared/contract/jobs.ts';
import { comingTime } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { counted } from '../../lib/words.ts';
import { phaseWord } from './run-words.ts';

/** What a run is at, how far, how fast, and when the step in work ends. */
export function RunProgress({ job: { progress, status } }: { readonly job: JobView }) {
  const id = useId();
  const now = useNow();
  const { phase, done, total, rate, estimatedEndAt } = progress;
  const of = total === null ? '' : ` of ${total.toLocaleString('en-GB')}`;
  return (
    <div className="progress">
      <label htmlFor={id}>
        {phaseWord[phase]}:{' '}
        {total === null ? counted(done, 'record') : `${done.toLocaleString('en-GB')}${of} records`}
      </label>
      <progress
        id={id}
        max={1}
        {...(total === null || total === 0 ? {} : { value: Math.min(1, done / total) })}
      />
      {status === 'RUNNING' && (
        <p className="small soft">
          {rate > 0 && `${rate.toLocaleString('en-GB')} records a second`}
          {estimatedEndAt !== null && ` · this step ends ${comingTime(estimatedEndAt, now)}`}
        </p>
      )}
    </div>
  );
}
