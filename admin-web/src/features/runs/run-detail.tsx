import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JobView } from '../../../../shared/contract/jobs.ts';
import { Moment } from '../../components/moment.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { Tag } from '../../components/tag.tsx';
import { actorName } from '../../lib/audit-words.ts';
import { runWord } from '../../lib/glossary.ts';
import { useApi } from '../../lib/session.ts';
import { dayTime } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { counted } from '../../lib/words.ts';
import { causesOf } from './causes.ts';
import { runFailures } from './requests/run-failures.ts';
import { RunActs } from './run-acts.tsx';
import { RunProgress } from './run-progress.tsx';
import { isOver, phaseWord, runStanding, tookText } from './run-words.ts';

/** One run: how far it is or what it came to, what failed and why, and the way into the log. */
export function RunDetail({ job, name }: { readonly job: JobView; readonly name: string }) {
  const now = useNow();
  const { jobType, startedAt, startedBy, integrationId, errorMessage } = job;
  const by = startedBy === 'schedule' ? 'by its rhythm' : `by ${actorName(startedBy)}`;
  return (
    <>
      <header className="row between top">
        <div>
          <PageHeading title={`${runWord[jobType]} of ${name}`} />
          <div className="row soft">
            <Tag word={runStanding(job)} />
            <Moment at={startedAt} label="Began" />
            <span>
              {isOver(job) ? 'took' : 'for'} {tookText(job, now)}
            </span>
            <span>started {by}</span>
            {job.fullSync && <span>looked at everything again</span>}
          </div>
        </div>
        <RunActs job={job} name={name} />
      </header>
      {!isOver(job) && (
        <div className="card stack">
          <RunProgress job={job} />
          <Phases phase={job.progress.phase} />
        </div>
      )}
      {errorMessage !== undefined && (
        <div className="note bad">
          <div className="grow">
            <strong>Why it ended early</strong>
            <p>{errorMessage}</p>
          </div>
        </div>
      )}
      <section className="card stack" aria-labelledby="counts">
        <h2 id="counts">What it {isOver(job) ? 'came to' : 'has come to so far'}</h2>
        <Counts job={job} />
      </section>
      {job.errorCount > 0 && <Failures job={job} />}
      <p className="row">
        <Link
          className="button"
          to="/integrations/$id/log"
          params={{ id: integrationId }}
          search={{ run: job.id }}
        >
          See the log of this run
        </Link>
        <Link to="/runs">All runs</Link>
        <span className="small soft">
          Began {dayTime(startedAt)}; the log names what came of each record.
        </span>
      </p>
    </>
  );
}

const phases = ['READING', 'COMPARING', 'SENDING', 'WAKING'] as const;

/** The steps of a run with the one in work marked; a run leaves out those that it has no work for. */
const Phases = ({ phase }: { readonly phase: JobView['progress']['phase'] }) => (
  <ol className="phases small" aria-label="Steps of this run">
    {phases.map((each) => (
      <li key={each} aria-current={each === phase ? 'step' : undefined}>
        {phaseWord[each]}
      </li>
    ))}
  </ol>
);

function Counts({ job }: { readonly job: JobView }) {
  const lines = [
    ['Records looked at over there', job.totalRecords],
    ['Changed', job.successCount],
    ['Equal already', job.unchangedCount],
    ['Waiting for a decision', job.conflictCount],
    ['Failed', job.errorCount],
    ['Our own looked through', job.localCount],
    ['Of them sent on their way', job.handedOnCount],
    ['Pages asked for', job.pages],
  ] as const;
  return (
    <dl className="facts">
      {lines.map(([term, count]) =>
        count === undefined ? null : (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{count.toLocaleString('en-GB')}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Failures({ job }: { readonly job: JobView }) {
  const { data, error } = useQuery(runFailures(useApi(), job));
  return (
    <section className="card stack" aria-labelledby="failures">
      <h2 id="failures">What failed, by cause</h2>
      {data === undefined && (
        <p className="soft">{error === null ? 'Looking …' : 'What failed cannot be shown at the moment.'}</p>
      )}
      {data?.logs.length === 0 && (
        <p>What failed was tried again since, or is told in the log of a later try.</p>
      )}
      <ul className="stack">
        {causesOf(data?.logs ?? []).map(({ text, count, records }) => (
          <li key={text}>
            <strong>{counted(count, 'record')}</strong>: {text}
            <p className="small soft">For example: {records.join(', ')}</p>
          </li>
        ))}
      </ul>
      <p>
        <Link
          to="/integrations/$id/log"
          params={{ id: job.integrationId }}
          search={{ run: job.id, result: 'FAILED' }}
        >
          See what failed in the log
        </Link>
      </p>
    </section>
  );
}
