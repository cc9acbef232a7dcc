import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Loaded } from '../../components/loaded.tsx';
import { useApi } from '../../lib/session.ts';
import { counted } from '../../lib/words.ts';
import { LastRun } from './last-run.tsx';
import { getIntegration } from './requests/get-integration.ts';
import { RunProgress } from './run-progress.tsx';

/** The first import of an integration, from its first record to what it brought. */
export function FirstImport({ id }: { readonly id: string }) {
  const query = useQuery(getIntegration(useApi(), id));
  return (
    <Loaded query={query} what="the first import">
      {({ currentJob, stats }) =>
        currentJob === undefined ? (
          <>
            <LastRun id={id} />
            {stats.pendingConflicts > 0 && (
              <p>{counted(stats.pendingConflicts, 'record')} wait for a decision; nothing of them is lost.</p>
            )}
            <p className="small soft">
              Records that could be more than one of ours are neither joined nor added before somebody says
              which they are. They wait under{' '}
              <Link to="/integrations/$id/decisions" params={{ id }}>
                Decisions
              </Link>
              .
            </p>
          </>
        ) : (
          <RunProgress job={currentJob} />
        )
      }
    </Loaded>
  );
}
