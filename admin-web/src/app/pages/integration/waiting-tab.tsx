import { getRouteApi } from '@tanstack/react-router';
import { SetAside } from '../../../features/aside/set-aside.tsx';
import { useIntegration } from '../../../features/integrations/integration-frame.tsx';
import { otherSide } from '../../../lib/glossary.ts';

const route = getRouteApi('/integrations/$id/waiting');

export function WaitingTab() {
  const integration = useIntegration();
  const navigate = route.useNavigate();
  return (
    <section className="stack" aria-labelledby="aside">
      <h2 id="aside">Set aside</h2>
      <SetAside
        integrationId={integration.id}
        otherOf={() => otherSide(integration)}
        search={route.useSearch()}
        onSearch={(search) => void navigate({ search, resetScroll: false })}
      />
    </section>
  );
}
