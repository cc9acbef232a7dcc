import { useQuery } from '@tanstack/react-query';
import { listIntegrations } from '../../../features/integrations/requests/list-integrations.ts';
import { otherSide } from '../../../lib/glossary.ts';
import { useApi } from '../../../lib/session.ts';

/** What people call the other side of an integration, once that is known. */
export function useOthers(): (integrationId: string) => string | undefined {
  const { data = [] } = useQuery(listIntegrations(useApi()));
  const names = new Map(data.map((integration) => [integration.id, otherSide(integration)]));
  return (id) => names.get(id);
}
