import { getRouteApi } from '@tanstack/react-router';
import { useIntegration } from '../../../features/integrations/integration-frame.tsx';
import { LogList } from '../../../features/log/log-list.tsx';
import { otherSide } from '../../../lib/glossary.ts';

const route = getRouteApi('/integrations/$id/log');

export function LogTab() {
  const integration = useIntegration();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <LogList
      integrationId={integration.id}
      sourceOf={() => ({ name: integration.name, other: otherSide(integration) })}
      jobRuns={integration.currentJob !== undefined}
      filter={filter}
      onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })}
    />
  );
}
