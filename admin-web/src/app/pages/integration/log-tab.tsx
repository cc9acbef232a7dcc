import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useIntegration } from '../../../features/integrations/integration-frame.tsx';
import { lastRun } from '../../../features/integrations/requests/last-run.ts';
import { LogList } from '../../../features/log/log-list.tsx';
import { otherSide } from '../../../lib/glossary.ts';
import { useApi } from '../../../lib/session.ts';

const route = getRouteApi('/integrations/$id/log');

export function LogTab() {
  const integration = useIntegration();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const { data: run } = useQuery(lastRun(useApi(), integration.id));
  return (
    <LogList
      integrationId={integration.id}
      sourceOf={() => ({ name: integration.name, other: otherSide(integration) })}
      jobRuns={integration.currentJob !== undefined}
      lastRun={run ?? undefined}
      filter={filter}
      onEntry={(entry) => void navigate({ search: (old) => ({ ...old, entry }), resetScroll: false })}
      onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })}
    />
  );
}
