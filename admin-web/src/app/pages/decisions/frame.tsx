import { Link, Outlet } from '@tanstack/react-router';
import { PageHeading } from '../../../components/page-heading.tsx';
import { Tabs } from '../../../components/tabs.tsx';

/** What only a person can decide, in its three kinds. */
export function DecisionsPage() {
  return (
    <>
      <header>
        <PageHeading title="Decisions" />
        <p className="soft lead">
          What only a person can answer. Everything else goes on meanwhile, and nothing is lost.
        </p>
      </header>
      <Tabs label="Kinds of decisions">
        <Link to="/decisions" activeOptions={{ exact: true, includeSearch: false }}>
          Both sides changed
        </Link>
        <Link to="/decisions/matches">Which is which</Link>
        <Link to="/decisions/deletions">Deletions</Link>
      </Tabs>
      <Outlet />
    </>
  );
}
