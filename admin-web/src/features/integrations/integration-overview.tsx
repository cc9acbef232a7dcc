import { Facts } from './facts.tsx';
import { useIntegration } from './integration-frame.tsx';
import { LastRun } from './last-run.tsx';
import { RunProgress } from './run-progress.tsx';

/** What an integration does and how it goes. */
export function IntegrationOverview() {
  const integration = useIntegration();
  const { id, currentJob } = integration;
  return (
    <div className="card overview">
      <section aria-labelledby="run">
        <h2 id="run">{currentJob === undefined ? 'Last run' : 'Running now'}</h2>
        {currentJob === undefined ? <LastRun id={id} /> : <RunProgress job={currentJob} />}
      </section>
      <section aria-labelledby="facts">
        <h2 id="facts">What it does</h2>
        <Facts integration={integration} />
      </section>
    </div>
  );
}
