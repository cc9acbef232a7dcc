import { useQuery } from '@tanstack/react-query';
import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { Loaded } from '../../components/loaded.tsx';
import { useApi } from '../../lib/session.ts';
import { useNow } from '../../lib/use-now.ts';
import { EndedRuns } from './ended-runs.tsx';
import { GoingRuns } from './going-runs.tsx';
import { endedRuns, goingRuns } from './requests/runs-in-state.ts';
import { UpcomingRuns } from './upcoming-runs.tsx';

const dayMs = 86_400_000;

/** What runs now, what comes next, and what the last day brought. */
export function RunsOverview({ integrations }: { readonly integrations: readonly IntegrationView[] }) {
  const api = useApi();
  const going = useQuery(goingRuns(api));
  const ended = useQuery(endedRuns(api));
  const now = useNow();
  const nameOf = (id: string) =>
    integrations.find((integration) => integration.id === id)?.name ?? 'A removed integration';
  return (
    <>
      <section className="stack" aria-labelledby="going">
        <h2 id="going">Running now</h2>
        <Loaded query={going} what="the runs">
          {({ jobs }) => <GoingRuns jobs={jobs} nameOf={nameOf} />}
        </Loaded>
      </section>
      <section className="stack" aria-labelledby="upcoming">
        <h2 id="upcoming">Coming next</h2>
        <UpcomingRuns integrations={integrations} />
      </section>
      <section className="stack" aria-labelledby="ended">
        <h2 id="ended">The last 24 hours</h2>
        <Loaded query={ended} what="the runs of the last day">
          {({ jobs, complete }) => (
            <EndedRuns
              jobs={jobs
                .filter((job) => Date.parse(job.completedAt ?? job.startedAt) > now - dayMs)
                .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))}
              complete={complete}
              nameOf={nameOf}
            />
          )}
        </Loaded>
      </section>
    </>
  );
}
