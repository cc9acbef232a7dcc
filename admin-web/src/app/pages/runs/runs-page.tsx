import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../../components/loaded.tsx';
import { PageHeading } from '../../../components/page-heading.tsx';
import { listIntegrations } from '../../../features/integrations/requests/list-integrations.ts';
import { RunsOverview } from '../../../features/runs/runs-overview.tsx';
import { useApi } from '../../../lib/session.ts';

export function RunsPage() {
  const query = useQuery(listIntegrations(useApi()));
  return (
    <>
      <header>
        <PageHeading title="Runs" />
        <p className="soft lead">
          A run looks through a whole system. What changes in between comes over by itself and needs none.
        </p>
      </header>
      <Loaded query={query} what="the runs">
        {(integrations) => <RunsOverview integrations={integrations} />}
      </Loaded>
    </>
  );
}
