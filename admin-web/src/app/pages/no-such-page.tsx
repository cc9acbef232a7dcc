import { Link } from '@tanstack/react-router';
import { PageHeading } from '../../components/page-heading.tsx';

export const NoSuchPage = () => (
  <div className="card empty">
    <PageHeading title="There is no such page" />
    <p className="soft">The address may be mistyped, or the page has moved.</p>
    <Link className="button main" to="/integrations">
      See all integrations
    </Link>
  </div>
);
