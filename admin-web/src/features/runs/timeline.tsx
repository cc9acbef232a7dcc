import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type LucideIcon, RefreshCw, Repeat, UserRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Loaded } from '../../components/loaded.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { Tag } from '../../components/tag.tsx';
import { actorName, actText } from '../../lib/audit-words.ts';
import { runWord } from '../../lib/glossary.ts';
import { useApi } from '../../lib/session.ts';
import { clockTime, dayTime } from '../../lib/time.ts';
import { counted } from '../../lib/words.ts';
import { integrationActs } from './requests/integration-acts.ts';
import { integrationRuns } from './requests/integration-runs.ts';
import { countsText, runStanding } from './run-words.ts';
import { type Moment, timelineOf } from './timeline.ts';

const atOnce = 12;

/** Runs and what people did in one story: the first answer to "what changed before it broke?". */
export function Timeline({ id }: { readonly id: string }) {
  const api = useApi();
  const runs = useQuery(integrationRuns(api, id));
  const acts = useQuery(integrationActs(api, id));
  const [shown, setShown] = useState(atOnce);
  const both = {
    ...(runs.error === null ? acts : runs),
    data:
      runs.data === undefined || acts.data === undefined ? undefined : { runs: runs.data, acts: acts.data },
  };
  return (
    <section className="card stack" aria-labelledby="story">
      <h2 id="story">What happened here</h2>
      <Loaded query={both} what="what happened">
        {(data) => {
          const story = timelineOf(
            { items: data.runs.jobs, hasMore: data.runs.pagination.hasMore },
            { items: data.acts.entries, hasMore: data.acts.pagination.hasMore },
          );
          if (story.length === 0) return <p className="soft">Nothing happened yet.</p>;
          return (
            <>
              <ol className="timeline">
                {story.slice(0, shown).map((moment) => (
                  <OneMoment key={keyOf(moment)} moment={moment} />
                ))}
              </ol>
              <MoreButton
                what="of what happened"
                hasMore={story.length > shown}
                isLoading={false}
                onMore={() => setShown(shown + atOnce)}
              />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

const keyOf = (moment: Moment): string =>
  moment.kind === 'act'
    ? moment.entry.id
    : moment.kind === 'run'
      ? moment.job.id
      : `quiet-${moment.jobs.at(-1)?.id}`;

function OneMoment({ moment }: { readonly moment: Moment }) {
  if (moment.kind === 'act')
    return (
      <Line icon={UserRound} at={moment.at}>
        <p>
          <strong>{actorName(moment.entry.actor)}</strong> {actText(moment.entry)}
        </p>
      </Line>
    );
  if (moment.kind === 'quiet') {
    const oldest = moment.jobs.at(-1)?.startedAt ?? moment.at;
    return (
      <Line icon={Repeat} at={moment.at}>
        <p className="soft">
          {counted(moment.jobs.length, 'run')} since {clockTime(oldest)}: nothing to do
        </p>
      </Line>
    );
  }
  const { job } = moment;
  return (
    <Line icon={RefreshCw} at={moment.at}>
      <p className="row">
        <Link to="/runs/$jobId" params={{ jobId: job.id }}>
          {runWord[job.jobType]}
        </Link>
        <Tag word={runStanding(job)} />
      </p>
      <p className="small soft">{countsText(job)}</p>
      {job.errorMessage !== undefined && <p className="small bad-text">{job.errorMessage}</p>}
    </Line>
  );
}

const Line = ({
  icon: Icon,
  at,
  children,
}: {
  readonly icon: LucideIcon;
  readonly at: string;
  readonly children: ReactNode;
}) => (
  <li>
    <time className="soft small" dateTime={at}>
      {dayTime(at)}
    </time>
    <Icon size={17} aria-hidden />
    <div>{children}</div>
  </li>
);
