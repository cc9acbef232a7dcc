import type { ReactNode } from 'react';
import { ImportWaits } from './before-import/import-waits.tsx';
import { waitsToBegin } from './before-import/waits-to-begin.ts';
import { DriftCard } from './drift/drift-card.tsx';
import { Facts } from './facts.tsx';
import { HealthCard } from './health/health-card.tsx';
import { useIntegration } from './integration-frame.tsx';
import { LastRun } from './last-run.tsx';
import { LedgerCard } from './ledger/ledger-card.tsx';
import { RunProgress } from './run-progress.tsx';

/** What an integration does and how it goes; `runs` are its latest runs, `story` what happened to it. */
export function IntegrationOverview({
  runs,
  story,
}: {
  readonly runs: ReactNode;
  readonly story: ReactNode;
}) {
  const integration = useIntegration();
  const { id, currentJob, nextSyncAt } = integration;
  const waits = waitsToBegin(integration);
  return (
    <div className="glance">
      <div className="stack">
        <HealthCard id={id} nextSyncAt={nextSyncAt} />
        <DriftCard integration={integration} />
        <LedgerCard integration={integration} />
      </div>
      <div className="stack">
        <section className="card stack" aria-labelledby="run">
          <h2 id="run">{waits ? 'First import' : currentJob === undefined ? 'Last run' : 'Running now'}</h2>
          {waits ? (
            <ImportWaits integration={integration} />
          ) : currentJob === undefined ? (
            <LastRun id={id} />
          ) : (
            <RunProgress job={currentJob} />
          )}
          {runs}
        </section>
        <section className="card stack" aria-labelledby="facts">
          <h2 id="facts">What it does</h2>
          <Facts integration={integration} />
        </section>
      </div>
      <div className="all">{story}</div>
    </div>
  );
}
