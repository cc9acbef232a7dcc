import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CountBadge } from '../components/count-badge.tsx';
import { systemStatus } from '../features/integrations/requests/system-status.ts';
import { useApi } from '../lib/session.ts';
import { counted } from '../lib/words.ts';

/** The ways to all pages, with how much waits for somebody beside each. Without an answer there is no count. */
export function MainNavigation() {
  // A person without the role is told so by the page; the ways to it stay.
  const { data } = useQuery({ ...systemStatus(useApi()), throwOnError: false });
  const { conflicts = 0, reviews = 0, approvals = 0 } = data?.waiting ?? {};
  const decisions = conflicts + reviews + approvals;
  const failed = data?.parked.failed ?? 0;
  const { critical = 0, warning = 0, info = 0 } = data?.alerts ?? {};
  const open = critical + warning + info;
  return (
    <nav aria-label="Main">
      <Link to="/integrations">Overview</Link>
      <Link to="/decisions">
        Decisions
        <CountBadge count={decisions} title={counted(decisions, 'waits', 'wait')} />
      </Link>
      <Link to="/waiting">
        Set aside
        <CountBadge count={failed} title={counted(failed, 'change')} />
      </Link>
      <Link to="/alerts">
        Alerts
        <CountBadge count={open} title={counted(open, 'is open', 'are open')} />
      </Link>
      <Link to="/runs">Runs</Link>
      <Link to="/log">Log</Link>
      <Link to="/history">History</Link>
    </nav>
  );
}
