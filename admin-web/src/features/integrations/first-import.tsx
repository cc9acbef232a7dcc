import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Split } from 'lucide-react';
import { Loaded } from '../../components/loaded.tsx';
import { useApi } from '../../lib/session.ts';
import { counted } from '../../lib/words.ts';
import { LastRun } from './last-run.tsx';
import { getIntegration } from './requests/get-integration.ts';
import { openMatches } from './requests/open-matches.ts';
import { RunProgress } from './run-progress.tsx';

/** The first import of an integration, from its first record to what it brought and what it asks. */
export function FirstImport({ id }: { readonly id: string }) {
  const query = useQuery(getIntegration(useApi(), id));
  return (
    <Loaded query={query} what="the first import">
      {({ currentJob, stats }) => (
        <>
          {currentJob === undefined ? <LastRun id={id} /> : <RunProgress job={currentJob} />}
          <Asked id={id} conflicts={stats.pendingConflicts} />
        </>
      )}
    </Loaded>
  );
}

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
