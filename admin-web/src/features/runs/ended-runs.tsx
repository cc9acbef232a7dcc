import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { JobView } from '../../../../shared/contract/jobs.ts';
import { DataTable } from '../../components/data-table.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { Tag } from '../../components/tag.tsx';
import { runWord } from '../../lib/glossary.ts';
import { clockTime, duration } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { countsText, figuresOf, runStanding, tookText } from './run-words.ts';

const atOnce = 20;

export interface EndedRunsProps {
  /** Newest first. */
  readonly jobs: readonly JobView[];
  /** False when there were more than were read. */
  readonly complete: boolean;
  readonly nameOf: (integrationId: string) => string;
}

/** How the runs of the last day went, in figures and one by one. */
export function EndedRuns({ jobs, complete, nameOf }: EndedRunsProps) {
  const now = useNow();
  const [shown, setShown] = useState(atOnce);
  const { ended, wellPercent, averageMs, longestMs } = figuresOf(jobs);
  const time = (ms: number | null) => (ms === null ? 'Nothing yet' : duration(ms));
  const figures = [
    ['Went through', wellPercent === null ? 'Nothing yet' : `${wellPercent.toLocaleString('en-GB')} %`],
    ['Runs', `${complete ? '' : 'at least '}${ended.toLocaleString('en-GB')}`],
    ['On average', time(averageMs)],
    ['The longest', time(longestMs)],
  ] as const;
  return (
    <>
      <ul className="figures" aria-label="The last 24 hours in figures">
        {figures.map(([title, value]) => (
          <li key={title} className="card figure">
            <h3>{title}</h3>
            <p className="value">{value}</p>
          </li>
        ))}
      </ul>
      {jobs.length === 0 ? (
        <p className="card soft">No run has ended in the last 24 hours.</p>
      ) : (
        <div className="card stack">
          <DataTable
            label="Runs of the last 24 hours"
            items={jobs.slice(0, shown)}
            keyOf={({ id }) => id}
            columns={[
              {
                title: 'Run',
                of: (job) => (
                  <Link to="/runs/$jobId" params={{ jobId: job.id }}>
                    {nameOf(job.integrationId)}, {clockTime(job.startedAt)}
                  </Link>
                ),
                isName: true,
              },
              { title: 'Why', of: ({ jobType }) => runWord[jobType] },
              { title: 'Result', of: (job) => <Tag word={runStanding(job)} /> },
              {
                title: 'What it brought',
                of: (job) => (
                  <>
                    {countsText(job)}
                    {job.errorMessage !== undefined && <p className="small bad-text">{job.errorMessage}</p>}
                  </>
                ),
              },
              { title: 'Took', of: (job) => tookText(job, now), isNumber: true },
            ]}
          />
          <MoreButton
            what="runs"
            hasMore={jobs.length > shown}
            isLoading={false}
            onMore={() => setShown(shown + atOnce)}
          />
        </div>
      )}
    </>
  );
}
