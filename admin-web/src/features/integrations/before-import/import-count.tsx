import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useId } from 'react';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { flowsOut } from '../../../../../shared/domain/integration.ts';
import { TroubleNote } from '../../../components/trouble-note.tsx';
import { otherSide } from '../../../lib/glossary.ts';
import { useApi } from '../../../lib/session.ts';
import { countImport } from '../requests/count-import.ts';
import { countingText, countSentence } from './count-words.ts';

/** What the first import would do, counted while one looks; nothing is written. */
export function ImportCount({ integration }: { readonly integration: IntegrationView }) {
  const query = useInfiniteQuery(countImport(useApi(), integration.id));
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = query;
  const id = useId();
  useEffect(() => {
    if (hasNextPage && !isFetching && error === null) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  const last = data?.pages.at(-1);
  const counts = last?.counts ?? [];
  const isDone = last?.done === true;
  const other = otherSide(integration);
  return (
    <div className="stack tight">
      <p role="status" id={id} className="small soft">
        {error === null && countingText(counts, isDone)}
      </p>
      {!isDone && error === null && <progress aria-labelledby={id} />}
      {error !== null && (
        <TroubleNote
          error={error}
          onRetry={() => void (data === undefined ? refetch() : fetchNextPage())}
          isRetrying={isFetching}
        />
      )}
      {isDone && (
        <>
          <ul className="stack tight">
            {counts.map((each) => (
              <li key={each.resourceType}>{countSentence(each, other)}</li>
            ))}
          </ul>
          {counts.length === 0 && <p>There is nothing at {other} yet that would come here.</p>}
          {flowsOut(integration.syncDirection) && (
            <p className="small soft">Afterwards, what is only in BritePool goes to {other} as well.</p>
          )}
        </>
      )}
    </div>
  );
}
