import { getRouteApi } from '@tanstack/react-router';
import { PageHeading } from '../../components/page-heading.tsx';
import { SetAside } from '../../features/aside/set-aside.tsx';
import { useOthers } from './decisions/use-others.ts';

const route = getRouteApi('/waiting');

export function WaitingPage() {
  const navigate = route.useNavigate();
  return (
    <>
      <header>
        <PageHeading title="Set aside" />
        <p className="soft lead">
          Changes that could not be brought over, gathered by cause. Everything else goes on meanwhile.
        </p>
      </header>
      <SetAside
        otherOf={useOthers()}
        search={route.useSearch()}
        onSearch={(search) => void navigate({ search, resetScroll: false })}
      />
    </>
  );
}
