import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { listIntegrations } from '../../../features/integrations/requests/list-integrations.ts';
import { RunPage } from '../../../features/runs/run-page.tsx';
import { useApi } from '../../../lib/session.ts';

const route = getRouteApi('/runs/$jobId');

export function OneRunPage() {
  const { jobId } = route.useParams();
  const { data = [] } = useQuery(listIntegrations(useApi()));
  const nameOf = (id: string) => data.find((integration) => integration.id === id)?.name ?? 'an integration';
  return <RunPage key={jobId} jobId={jobId} nameOf={nameOf} />;
}
