import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import { Tabs } from '../../../components/tabs.tsx';
import { IntegrationFrame } from '../../../features/integrations/integration-frame.tsx';

const route = getRouteApi('/integrations/$id');

/** One integration: its head, its parts as tabs, and the part that is open. */
export function IntegrationPage() {
  const { id } = route.useParams();
  const params = { id };
  return (
    <IntegrationFrame key={id} id={id}>
      <Tabs label="Parts of this integration">
        <Link to="/integrations/$id" params={params} activeOptions={{ exact: true }}>
          Overview
        </Link>
        <Link to="/integrations/$id/log" params={params}>
          Sync log
        </Link>
        <Link to="/integrations/$id/matches" params={params}>
          Matches
        </Link>
        <Link to="/integrations/$id/decisions" params={params}>
          Decisions
        </Link>
        <Link to="/integrations/$id/waiting" params={params}>
          Set aside
        </Link>
        <Link to="/integrations/$id/fields" params={params}>
          Fields
        </Link>
        <Link to="/integrations/$id/connection" params={params}>
          Connection
        </Link>
        <Link to="/integrations/$id/settings" params={params}>
          Settings
        </Link>
      </Tabs>
      <Outlet />
    </IntegrationFrame>
  );
}
