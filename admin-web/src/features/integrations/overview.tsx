import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Loading } from '../../components/loading.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useApi } from '../../lib/session.ts';
import type { CardFilter } from './card-filter.ts';
import { KeyFigures } from './figures/key-figures.tsx';
import { IntegrationCards } from './integration-cards.tsx';
import { byNeed, standingOf } from './need.ts';
import { NeedsList } from './needs/needs-list.tsx';
import { NothingConnected } from './nothing-connected.tsx';
import { RefreshAllButton, RefreshAllNote, useRefreshAll } from './refresh-all.tsx';
import { allMetrics } from './requests/all-metrics.ts';
import { listIntegrations } from './requests/list-integrations.ts';
import { openAlerts } from './requests/open-alerts.ts';
import { systemStatus } from './requests/system-status.ts';
import { summaryOf } from './summary.ts';

export interface OverviewProps {
  readonly filter: CardFilter;
  readonly onFilter: (filter: CardFilter) => void;
  /** What stands below the cards once something is connected: what happened last. */
  readonly children: ReactNode;
}

/** How everything is: what needs somebody, the day in figures, every integration, and what happened last. */
export function Overview({ filter, onFilter, children }: OverviewProps) {
  const api = useApi();
  const list = useQuery(listIntegrations(api));
  const status = useQuery(systemStatus(api));
  const alerts = useQuery(openAlerts(api));
  const metrics = useQuery(allMetrics(api));
  const all = [list, status, alerts, metrics];
  const failed = all.find(({ error }) => error !== null);
  const sorted = list.data === undefined ? undefined : byNeed(list.data);
  const refresh = useRefreshAll(sorted ?? []);
  const connected = sorted !== undefined && sorted.length > 0;
  return (
    <>
      <div>
        <header className="row between top">
          <div>
            <PageHeading title="Integrations">
              {sorted !== undefined && (
                <p className="soft lead" role="status">
                  {summaryOf(sorted.map(standingOf))}
                </p>
              )}
            </PageHeading>
          </div>
          <div className="row">
            {connected && <RefreshAllButton refresh={refresh} />}
            <Link className="button main" to="/integrations/new">
              <Plus size={17} aria-hidden />
              Add integration
            </Link>
          </div>
        </header>
        <RefreshAllNote refresh={refresh} />
      </div>
      {failed !== undefined && (
        <TroubleNote
          error={failed.error}
          onRetry={() => all.filter(({ error }) => error !== null).map((query) => query.refetch())}
          isRetrying={failed.isFetching}
          {...(list.data === undefined ? {} : { dataFrom: list.dataUpdatedAt })}
        />
      )}
      {list.data === undefined && list.error === null && <Loading what="the integrations" />}
      {sorted?.length === 0 && <NothingConnected />}
      {connected && (
        <>
          <NeedsList integrations={sorted} status={status.data} alerts={alerts.data} />
          <KeyFigures metrics={metrics.data} status={status.data} />
          <IntegrationCards
            integrations={sorted}
            metrics={metrics.data}
            filter={filter}
            onFilter={onFilter}
          />
          {children}
        </>
      )}
    </>
  );
}
