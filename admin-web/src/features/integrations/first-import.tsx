import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Split } from 'lucide-react';
import { useRef } from 'react';
import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { Loaded } from '../../components/loaded.tsx';
import { useApi } from '../../lib/session.ts';
import { counted } from '../../lib/words.ts';
import { BeforeImport } from './before-import/before-import.tsx';
import { waitsToBegin } from './before-import/waits-to-begin.ts';
import { LastRun } from './last-run.tsx';
import { getIntegration } from './requests/get-integration.ts';
import { openMatches } from './requests/open-matches.ts';
import { RunProgress } from './run-progress.tsx';

/** The first import of an integration: what it would do, then how it goes, then what it brought and what it asks. */
export function FirstImport({ id }: { readonly id: string }) {
  const query = useQuery(getIntegration(useApi(), id));
  const box = useRef<HTMLElement>(null);
  return (
    <section ref={box} className="stack" aria-label="How the first import goes" tabIndex={-1}>
      <Loaded query={query} what="the first import">
        {(integration) =>
          waitsToBegin(integration) ? (
            // The button that was pressed goes; the focus stays here.
            <BeforeImport integration={integration} onBegun={() => box.current?.focus()} />
          ) : (
            <AfterBegun integration={integration} />
          )
        }
      </Loaded>
    </section>
  );
}

const AfterBegun = ({ integration }: { readonly integration: IntegrationView }) => (
  <>
    {integration.currentJob === undefined ? (
      <LastRun id={integration.id} />
    ) : (
      <RunProgress job={integration.currentJob} />
    )}
    <Asked id={integration.id} conflicts={integration.stats.pendingConflicts} />
  </>
);

function Asked({ id, conflicts }: { readonly id: string; readonly conflicts: number }) {
  const matches = useQuery(openMatches(useApi(), id)).data ?? 0;
  const asked = [
    ...(matches > 0
      ? [
          `${counted(matches, 'record')} could be more than one of ours. Nothing is joined or added before somebody says which.`,
        ]
      : []),
    ...(conflicts > 0 ? [`${counted(conflicts, 'record')} differ on both sides; somebody chooses.`] : []),
  ];
  return (
    <div role="status">
      {asked.length > 0 && (
        <div className="note warn">
          <Split aria-hidden />
          <p className="grow">{asked.join(' ')}</p>
          <Link className="button" to="/integrations/$id/decisions" params={{ id }}>
            Decide
          </Link>
        </div>
      )}
    </div>
  );
}
