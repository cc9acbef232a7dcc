import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Overview } from '../../features/integrations/overview.tsx';
import { listIntegrations } from '../../features/integrations/requests/list-integrations.ts';
import { RecentEntries } from '../../features/log/recent-entries.tsx';
import { otherSide } from '../../lib/glossary.ts';
import { useApi } from '../../lib/session.ts';

const route = getRouteApi('/integrations');

export function IntegrationsPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const { data = [] } = useQuery(listIntegrations(useApi()));
  const sourceOf = (id: string) => {
    const found = data.find((integration) => integration.id === id);
    return found === undefined
      ? { name: 'A removed integration', other: 'the other system' }
      : { name: found.name, other: otherSide(found) };
  };
  return (
    <Overview
      filter={filter}
      onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })}
    >
      <RecentEntries sourceOf={sourceOf} jobRuns={data.some(({ currentJob }) => currentJob !== undefined)} />
    </Overview>
  );
}
