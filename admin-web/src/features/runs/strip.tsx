import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Focusable } from 'react-aria-components';
import type { JobView } from '../../../../shared/contract/jobs.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { Hint } from '../../components/hint.tsx';
import { Tag } from '../../components/tag.tsx';
import { runWord } from '../../lib/glossary.ts';
import { useApi } from '../../lib/session.ts';
import { dayTime } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { integrationRuns } from './requests/integration-runs.ts';
import { countsText, isOver, runStanding, tookText } from './run-words.ts';

const most = 24;

/** The latest runs, a column each, oldest first; the same as a table. Each opens the run. */
export function RunStrip({ id }: { readonly id: string }) {
  const now = useNow();
  const { data } = useQuery(integrationRuns(useApi(), id));
  const runs = (data?.jobs ?? []).slice(0, most);
  if (runs.length === 0) return null;
  return (
    <>
      <h3 id="strip">{runs.length === 1 ? 'The only run so far' : `The latest ${runs.length} runs`}</h3>
      <ul className="strip" aria-labelledby="strip">
        {[...runs].reverse().map((job) => (
          <li key={job.id}>
            <Hint tip={told(job, now)}>
              <Focusable>
                <Link
                  className={runStanding(job).tone}
                  to="/runs/$jobId"
                  params={{ jobId: job.id }}
                  aria-label={told(job, now)}
                />
              </Focusable>
            </Hint>
          </li>
        ))}
      </ul>
      <Disclosure title="The same as a table">
        <DataTable
          label="The latest runs"
          items={runs}
          keyOf={({ id: jobId }) => jobId}
          columns={[
            {
              title: 'Began',
              of: (job) => (
                <Link to="/runs/$jobId" params={{ jobId: job.id }}>
                  {dayTime(job.startedAt)}
                </Link>
              ),
              isName: true,
            },
            { title: 'Result', of: (job) => <Tag word={runStanding(job)} /> },
            {
              title: 'Records',
              of: ({ totalRecords }) => totalRecords.toLocaleString('en-GB'),
              isNumber: true,
            },
            { title: 'Took', of: (job) => tookText(job, now), isNumber: true },
          ]}
        />
      </Disclosure>
    </>
  );
}

const told = (job: JobView, now: number): string =>
  `${dayTime(job.startedAt)}: ${runWord[job.jobType]}, ${runStanding(job).text.toLowerCase()}. ${countsText(job)}. ${isOver(job) ? 'Took' : 'So far'} ${tookText(job, now)}.`;
