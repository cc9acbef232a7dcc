import { useInfiniteQuery } from '@tanstack/react-query';
import { History as HistoryIcon } from 'lucide-react';
import { exportOperations } from '../../../../shared/contract/exports.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { SaveAsCsv } from '../../components/save-as-csv.tsx';
import { useApi } from '../../lib/session.ts';
import { spanWords } from '../../lib/spans.ts';
import { dayName } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { actKinds } from './act-words.ts';
import { HistoryEntry } from './history-entry.tsx';
import { HistoryFilters } from './history-filters.tsx';
import type { HistorySearch } from './history-search.ts';
import { auditQuery, listAudit } from './requests/list-audit.ts';

export interface HistoryProps {
  readonly search: HistorySearch;
  readonly onSearch: (search: HistorySearch) => void;
  readonly nameOf: (integrationId: string) => string | undefined;
}

const wordsOf = (search: HistorySearch): readonly string[] => {
  const kind = actKinds.find(([prefix]) => prefix === search.act)?.[1] ?? search.act;
  const span = spanWords(search);
  return [
    ...(search.who === undefined ? [] : [`Who: ${search.who}`]),
    ...(kind === undefined ? [] : [`What was done: ${kind}`]),
    ...(span === undefined ? [] : [`When: ${span}`]),
  ];
};

/** What people did, newest first, under the headings of its days. Nothing of it is ever changed. */
export function History({ search, onSearch, nameOf }: HistoryProps) {
  const query = useInfiniteQuery(listAudit(useApi(), search));
  const now = useNow();
  const entries = (query.data?.pages ?? []).flatMap((page) => page.entries);
  const days = [...Map.groupBy(entries, ({ at }) => dayName(at, now))];
  return (
    <div className="stack">
      <HistoryFilters search={search} onChange={onSearch}>
        <SaveAsCsv
          rows={['act', 'acts']}
          name="history"
          path={exportOperations.exportAudit.path}
          query={auditQuery(search)}
          filters={wordsOf(search)}
        />
      </HistoryFilters>
      <Loaded query={query} what="the history">
        {() => (
          <>
            <div className="days">
              {days.map(([day, acts]) => (
                <section key={day} aria-label={day}>
                  <h2 className="day">{day}</h2>
                  <ul className="card entries">
                    {acts.map((entry) => (
                      <HistoryEntry key={entry.id} entry={entry} nameOf={nameOf} />
                    ))}
                  </ul>
                </section>
              ))}
            </div>
            {entries.length === 0 && !query.hasNextPage && (
              <EmptyState icon={HistoryIcon} title="Nothing here">
                Nobody did anything that fits this choice.
              </EmptyState>
            )}
            <MoreButton
              what="acts"
              hasMore={query.hasNextPage}
              isLoading={query.isFetchingNextPage}
              onMore={() => void query.fetchNextPage()}
            />
          </>
        )}
      </Loaded>
    </div>
  );
}
