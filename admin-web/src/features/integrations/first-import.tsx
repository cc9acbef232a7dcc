import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../components/loaded.tsx';
import { useApi } from '../../lib/session.ts';
import { LastRun } from './last-run.tsx';
import { getIntegration } from './requests/get-integration.ts';
import { RunProgress } from './run-progress.tsx';

/** The first import of an integration, from its first record to what it brought. */
export function FirstImport({ id }: { readonly id: string }) {
  const query = useQuery(getIntegration(useApi(), id));
  return (
    <Loaded query={query} what="the first import">
      {({ currentJob }) =>
        currentJob === undefined ? <LastRun id={id} /> : <RunProgress job={currentJob} />
      }
    </Loaded>
  );
}
