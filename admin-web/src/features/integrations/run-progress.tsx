import { useId } from 'react';
import type { JobView } from '../../../../shared/contract/jobs.ts';
import { progressOf } from './progress-text.ts';

/** The run that goes on now. */
export function RunProgress({ job }: { readonly job: JobView }) {
  const id = useId();
  const { text, share } = progressOf(job);
  return (
    <div className="progress">
      <label htmlFor={id} className="small">
        {text}
      </label>
      <progress id={id} max={1} {...(share === undefined ? {} : { value: share })} />
    </div>
  );
}
