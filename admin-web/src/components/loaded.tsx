import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loading } from './loading.tsx';
import { TroubleNote } from './trouble-note.tsx';

export interface LoadedProps<Data> {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'isFetching' | 'dataUpdatedAt'> & {
    readonly refetch?: () => unknown;
  };
  /** Several queries at once have no one `refetch`. */
  readonly onRetry?: () => unknown;
  /** What is waited for: "the alerts". */
  readonly what: string;
  readonly children: (data: Data) => ReactNode;
}

/** The answer of a query: grey shapes before it, trouble above it, and old data kept below the trouble. */
export function Loaded<Data>({ query, onRetry = query.refetch, what, children }: LoadedProps<Data>) {
  const { data, error, isFetching, dataUpdatedAt } = query;
  return (
    <>
      {error !== null && (
        <TroubleNote
          error={error}
          onRetry={() => void onRetry?.()}
          isRetrying={isFetching}
          {...(data === undefined ? {} : { dataFrom: dataUpdatedAt })}
        />
      )}
      {data === undefined && error === null && <Loading what={what} />}
      {data !== undefined && children(data)}
    </>
  );
}
