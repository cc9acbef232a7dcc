import { Link } from '@tanstack/react-router';
import type { JobView } from '../../../../shared/contract/jobs.ts';
import { Moment } from '../../components/moment.tsx';
import { Tag } from '../../components/tag.tsx';
import { runWord } from '../../lib/glossary.ts';
import { RunActs } from './run-acts.tsx';
import { RunProgress } from './run-progress.tsx';
import { runStanding } from './run-words.ts';

/** Runs that are not over: how far each is, and what can be done with it. */
export function GoingRuns({
  jobs,
  nameOf,
}: {
  readonly jobs: readonly JobView[];
  readonly nameOf: (integrationId: string) => string;
}) {
  if (jobs.length === 0) return <p className="card soft">Nothing runs at the moment.</p>;
  return (
    <ul className="cards" aria-label="Running now">
      {jobs.map((job) => (
        <li key={job.id} className="card stack">
          <div className="row between top">
            <div>
              <h3 className="name">
                <Link to="/runs/$jobId" params={{ jobId: job.id }}>
                  {nameOf(job.integrationId)}
                </Link>
              </h3>
              <p className="soft small">
                {runWord[job.jobType]} · <Moment at={job.startedAt} label="began" />
              </p>
            </div>
            <Tag word={runStanding(job)} />
          </div>
          <RunProgress job={job} />
          {job.heldBy === 'INTEGRATION' && (
            <p className="small">It waits until its integration goes on, and then goes on by itself.</p>
          )}
          <RunActs job={job} name={nameOf(job.integrationId)} />
        </li>
      ))}
    </ul>
  );
}
