import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { Loading } from '../../components/loading.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useApi } from '../../lib/session.ts';
import { Attention } from './attention.tsx';
import { IntegrationCard } from './integration-card.tsx';
import { byNeed, standingOf } from './need.ts';
import { NothingConnected } from './nothing-connected.tsx';
import { listIntegrations } from './requests/list-integrations.ts';
import { summaryOf } from './summary.ts';

/** Every integration, those that need somebody first. */
export function IntegrationList() {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useQuery(listIntegrations(useApi()));
  const sorted = data === undefined ? [] : byNeed(data);
  return (
    <>
      <header className="row between top">
        <div>
          <PageHeading title="Integrations">
            {data !== undefined && (
              <p className="soft lead" role="status">
                {summaryOf(sorted.map(standingOf))}
              </p>
            )}
          </PageHeading>
        </div>
        <Link className="button main" to="/integrations/new">
          <Plus size={17} aria-hidden />
          Add integration
        </Link>
      </header>
      {error !== null && (
        <TroubleNote
          error={error}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
          {...(data === undefined ? {} : { dataFrom: dataUpdatedAt })}
        />
      )}
      {data === undefined && error === null && <Loading what="the integrations" />}
      {data?.length === 0 && <NothingConnected />}
      {sorted.map((integration) => (
        <Attention key={integration.id} integration={integration} />
      ))}
      {sorted.length > 0 && (
        <ul className="cards" aria-label="All integrations">
          {sorted.map((integration) => (
            <IntegrationCard key={integration.id} integration={integration} />
          ))}
        </ul>
      )}
    </>
  );
}
