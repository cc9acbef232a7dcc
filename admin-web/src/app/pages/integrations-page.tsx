import { IntegrationList } from '../../features/integrations/integration-list.tsx';

export const IntegrationsPage = () => <IntegrationList />;
