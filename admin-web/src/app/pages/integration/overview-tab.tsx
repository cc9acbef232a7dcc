import { useIntegration } from '../../../features/integrations/integration-frame.tsx';
import { IntegrationOverview } from '../../../features/integrations/integration-overview.tsx';
import { RunStrip } from '../../../features/runs/strip.tsx';
import { Timeline } from '../../../features/runs/timeline.tsx';

export function OverviewTab() {
  const { id } = useIntegration();
  return <IntegrationOverview runs={<RunStrip id={id} />} story={<Timeline id={id} />} />;
}
