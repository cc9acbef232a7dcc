import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { isMissing } from '../../lib/problems.ts';
import { useApi } from '../../lib/session.ts';
import { getRun } from './requests/get-run.ts';
import { RunDetail } from './run-detail.tsx';

/** The page of one run; says so when it is not there any more. */
export function RunPage({
  jobId,
  nameOf,
}: {
  readonly jobId: string;
  readonly nameOf: (integrationId: string) => string;
}) {
  const query = useQuery(getRun(useApi(), jobId));
  if (isMissing(query.error))
    return (
      <div className="card empty">
        <PageHeading title="This run is not here" />
        <p className="soft">Runs are kept for some weeks. It may be older, or the address is mistyped.</p>
        <Link className="button main" to="/runs">
          See all runs
        </Link>
      </div>
    );
  return (
    <Loaded query={query} what="the run">
      {(job) => <RunDetail job={job} name={nameOf(job.integrationId)} />}
    </Loaded>
  );
}
