import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { createContext, type ReactNode, useContext } from 'react';
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
import { standingOf } from './need.ts';
import { getIntegration } from './requests/get-integration.ts';
import { SyncNow } from './sync-now.tsx';

const Shown = createContext<IntegrationView | undefined>(undefined);

/** The integration whose page this is. */
export function useIntegration(): IntegrationView {
  const integration = useContext(Shown);
  if (integration === undefined) throw new Error('This part stands on no page of an integration.');
  return integration;
}

/** What stands around every part of an integration's page. */
export function IntegrationFrame({ id, children }: { readonly id: string; readonly children: ReactNode }) {
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
        <Shown value={data}>
          <Head integration={data} />
          <Attention integration={data} />
          {children}
        </Shown>
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
      {integration.description !== undefined && <p className="soft">{integration.description}</p>}
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
