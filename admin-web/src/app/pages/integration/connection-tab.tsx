import { getRouteApi } from '@tanstack/react-router';
import { useIntegration } from '../../../features/integrations/integration-frame.tsx';
import { Connection } from '../../../features/setup/sign-in/connection.tsx';

const route = getRouteApi('/integrations/$id/connection');

export function ConnectionTab() {
  const { connect } = route.useSearch();
  return <Connection integration={useIntegration()} result={connect} />;
}
