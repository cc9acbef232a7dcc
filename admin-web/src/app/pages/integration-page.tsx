import { getRouteApi } from '@tanstack/react-router';
import { IntegrationDetail } from '../../features/integrations/integration-detail.tsx';
import { LogList } from '../../features/log/log-list.tsx';
import { otherSide } from '../../lib/glossary.ts';

const route = getRouteApi('/integrations/$id');

export function IntegrationPage() {
  const { id } = route.useParams();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <IntegrationDetail key={id} id={id}>
      {(integration) => (
        <LogList
          integrationId={id}
          sourceOf={() => ({ name: integration.name, other: otherSide(integration) })}
          jobRuns={integration.currentJob !== undefined}
          filter={filter}
          onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })}
        />
      )}
    </IntegrationDetail>
  );
}
