import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { Loading } from '../../components/loading.tsx';
import { Moment } from '../../components/moment.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { Tag } from '../../components/tag.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { standingWord, systemName } from '../../lib/glossary.ts';
import { isMissing } from '../../lib/problems.ts';
import { useApi } from '../../lib/session.ts';
import { Attention } from './attention.tsx';
import { Facts } from './facts.tsx';
import { LastRun } from './last-run.tsx';
import { standingOf } from './need.ts';
import { getIntegration } from './requests/get-integration.ts';
import { RunProgress } from './run-progress.tsx';
import { SyncNow } from './sync-now.tsx';

/** One integration; `children` shows what happened in it. */
export function IntegrationDetail({
  id,
  children,
}: {
  readonly id: string;
  readonly children: (integration: IntegrationView) => ReactNode;
}) {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useQuery(getIntegration(useApi(), id));
  return (
    <>
      <Link className="back" to="/integrations">
        <ArrowLeft size={16} aria-hidden />
        All integrations
      </Link>
      {isMissing(error) ? (
        <Gone />
      ) : (
        error !== null && (
          <TroubleNote
            error={error}
            onRetry={() => void refetch()}
            isRetrying={isFetching}
            {...(data === undefined ? {} : { dataFrom: dataUpdatedAt })}
          />
        )
      )}
      {data === undefined && error === null && <Loading what="the integration" />}
      {data !== undefined && !isMissing(error) && (
        <>
          <Head integration={data} />
          <Attention integration={data} linked={false} />
          <div className="card overview">
            <section aria-labelledby="run">
              <h2 id="run">{data.currentJob === undefined ? 'Last run' : 'Running now'}</h2>
              {data.currentJob === undefined ? <LastRun id={id} /> : <RunProgress job={data.currentJob} />}
            </section>
            <section aria-labelledby="facts">
              <h2 id="facts">What it does</h2>
              <Facts integration={data} />
            </section>
          </div>
          {children(data)}
        </>
      )}
    </>
  );
}

const Head = ({ integration }: { readonly integration: IntegrationView }) => (
  <header className="row between top">
    <div>
      <PageHeading title={integration.name} />
      <div className="row soft">
        <Tag word={standingWord[standingOf(integration)]} />
        <span>{systemName(integration.type)}</span>
        {integration.lastSyncAt !== undefined && <Moment at={integration.lastSyncAt} label="Synced" />}
      </div>
    </div>
    <SyncNow integration={integration} />
  </header>
);

const Gone = () => (
  <div className="card empty">
    <PageHeading title="This integration is not here" />
    <p className="soft">
      It may have been disconnected, or the address is mistyped. Nothing else is affected.
    </p>
    <Link className="button main" to="/integrations">
      See all integrations
    </Link>
  </div>
);
