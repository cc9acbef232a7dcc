import { useId, useRef } from 'react';
import { Loading } from '../../components/loading.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { ListEnd } from './list-end.tsx';
import { LogDays } from './log-days.tsx';
import type { Source } from './log-entry.tsx';
import { isFiltered, type LogFilter } from './log-filter.ts';
import { LogFilters } from './log-filters.tsx';
import type { PastRun } from './log-views.ts';
import { NewerEntries } from './newer-entries.tsx';
import { SaveLog } from './save-log.tsx';
import { useLogFeed } from './use-log-feed.ts';

export interface LogListProps {
  /** Absent: of all integrations. */
  readonly integrationId?: string;
  readonly sourceOf: (integrationId: string) => Source;
  readonly jobRuns: boolean;
  readonly filter: LogFilter;
  readonly onFilter: (filter: LogFilter) => void;
  /** The integrations to choose from: their ids and names. */
  readonly integrations?: readonly (readonly [string, string])[];
  readonly lastRun?: PastRun | undefined;
  /** Opens or closes an entry, under its address. */
  readonly onEntry: (entry: string | undefined) => void;
}

/** Somebody reads when the list has been scrolled into, or when the keyboard is inside it. */
const isRead = (list: HTMLElement | null): boolean =>
  list !== null && (list.getBoundingClientRect().top < 0 || list.contains(document.activeElement));

/** The log, newest first, growing by itself. */
export function LogList(props: LogListProps) {
  const { integrationId, sourceOf, jobRuns, filter, onFilter, integrations, lastRun, onEntry } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const feed = useLogFeed({ integrationId, filter }, jobRuns, () => isRead(list.current));
  const showNewer = () => {
    heading.current?.focus();
    feed.showNewer();
  };
  return (
    <section aria-labelledby={id} className="log">
      <h2 id={id} ref={heading} tabIndex={-1} className={integrationId === undefined ? 'hidden' : ''}>
        What was synced
      </h2>
      <LogFilters
        acts={
          <SaveLog
            filter={integrationId === undefined ? filter : { ...filter, integration: integrationId }}
            nameOf={(each) => sourceOf(each).name}
          />
        }
        filter={filter}
        onChange={onFilter}
        lastRun={lastRun}
        {...(integrations === undefined ? {} : { integrations })}
      />
      {feed.error !== null && (
        <TroubleNote
          error={feed.error}
          onRetry={feed.retry}
          isRetrying={feed.isRetrying}
          {...(feed.dataFrom === undefined ? {} : { dataFrom: feed.dataFrom })}
        />
      )}
      {feed.isLoading && <Loading what="the log" />}
      <NewerEntries count={feed.waiting} onShow={showNewer} />
      <div ref={list} className="days">
        <LogDays
          logs={feed.entries}
          sourceOf={sourceOf}
          named={integrationId === undefined}
          onOpen={onEntry}
        />
      </div>
      {!feed.isLoading && feed.error === null && feed.entries.length === 0 && !feed.hasMore && (
        <p className="card empty soft">{isFiltered(filter) ? 'Nothing matches this choice.' : nothingYet}</p>
      )}
      <ListEnd
        shown={feed.entries.length}
        hasMore={feed.hasMore}
        isLoading={feed.isShowingMore}
        lookedTo={feed.lookedTo}
        onMore={feed.showMore}
      />
      {filter.entry !== undefined && (
        <EntryPanel
          key={filter.entry}
          id={filter.entry}
          sourceOf={sourceOf}
          onClose={() => onEntry(undefined)}
        />
      )}
    </section>
  );
}

const nothingYet = 'Nothing was synced yet. The first entries appear here by themselves.';
