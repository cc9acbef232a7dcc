import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Loading } from '../../components/loading.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { listIntegrations } from '../../features/integrations/requests/list-integrations.ts';
import { LogList } from '../../features/log/log-list.tsx';
import { otherSide } from '../../lib/glossary.ts';
import { useApi } from '../../lib/session.ts';

const route = getRouteApi('/log');

export function LogPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const { data, isPending } = useQuery(listIntegrations(useApi()));
  const known = new Map((data ?? []).map((integration) => [integration.id, integration]));
  const sourceOf = (id: string) => {
    const found = known.get(id);
    return found === undefined
      ? { name: 'A removed integration', other: 'the other system' }
      : { name: found.name, other: otherSide(found) };
  };
  return (
    <>
      <header>
        <PageHeading title="Log" />
        <p className="soft lead">Everything that was looked at or changed, in all integrations.</p>
      </header>
      {/* Names that arrive later would move what somebody already reads. */}
      {isPending ? (
        <Loading what="the log" />
      ) : (
        <LogList
          sourceOf={sourceOf}
          jobRuns={(data ?? []).some(({ currentJob }) => currentJob !== undefined)}
          integrations={(data ?? []).map(({ id, name }) => [id, name] as const)}
          filter={filter}
          onEntry={(entry) => void navigate({ search: (old) => ({ ...old, entry }), resetScroll: false })}
          onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })}
        />
      )}
    </>
  );
}
