import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { PageHeading } from '../../components/page-heading.tsx';
import { History } from '../../features/history/history.tsx';
import { listIntegrations } from '../../features/integrations/requests/list-integrations.ts';
import { useApi } from '../../lib/session.ts';

const route = getRouteApi('/history');

export function HistoryPage() {
  const navigate = route.useNavigate();
  const { data = [] } = useQuery(listIntegrations(useApi()));
  return (
    <>
      <header>
        <PageHeading title="Who did what" />
        <p className="soft lead">
          What people decided and changed here, with what was different afterwards. It cannot be altered.
        </p>
      </header>
      <History
        search={route.useSearch()}
        onSearch={(search) => void navigate({ search, replace: true, resetScroll: false })}
        nameOf={(id) => data.find((integration) => integration.id === id)?.name}
      />
    </>
  );
}
