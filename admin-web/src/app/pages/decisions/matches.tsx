import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../../components/loaded.tsx';
import { MatchList } from '../../../features/decisions/match-list.tsx';
import { listIntegrations } from '../../../features/integrations/requests/list-integrations.ts';
import { useApi } from '../../../lib/session.ts';

export function MatchesPart() {
  const query = useQuery(listIntegrations(useApi()));
  return (
    <Loaded query={query} what="the integrations">
      {(integrations) => <MatchList integrations={integrations} />}
    </Loaded>
  );
}
