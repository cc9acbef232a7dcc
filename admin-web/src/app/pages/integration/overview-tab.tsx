import { IntegrationOverview } from '../../../features/integrations/integration-overview.tsx';

export const OverviewTab = () => <IntegrationOverview />;
