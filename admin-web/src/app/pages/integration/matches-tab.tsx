import { getRouteApi } from '@tanstack/react-router';
import { useIntegration } from '../../../features/integrations/integration-frame.tsx';
import { MatchList } from '../../../features/matches/match-list.tsx';
import { otherSide } from '../../../lib/glossary.ts';

const route = getRouteApi('/integrations/$id/matches');

export function MatchesTab() {
  const integration = useIntegration();
  const navigate = route.useNavigate();
  return (
    <MatchList
      integrationId={integration.id}
      other={otherSide(integration)}
      filter={route.useSearch()}
      onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })}
    />
  );
}
