import { Link, Outlet } from '@tanstack/react-router';
import { PageHeading } from '../../../components/page-heading.tsx';
import { Tabs } from '../../../components/tabs.tsx';

/** What admins have to know about, when they are told, and where messages go. */
export function AlertsPage() {
  return (
    <>
      <header>
        <PageHeading title="Alerts" />
        <p className="soft lead">What the service noticed by itself, how often, and what to do about it.</p>
      </header>
      <Tabs label="Parts of alerts">
        <Link to="/alerts" activeOptions={{ exact: true, includeSearch: false }}>
          Alerts
        </Link>
        <Link to="/alerts/rules">When you are told</Link>
        <Link to="/alerts/channels">Where messages go</Link>
      </Tabs>
      <Outlet />
    </>
  );
}
