import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { Tag } from '../../components/tag.tsx';
import { endWord } from '../../lib/glossary.ts';
import { clockTime, dayName } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import type { Source } from './log-entry.tsx';
import { everything } from './log-filter.ts';
import { NewerEntries } from './newer-entries.tsx';
import { sentenceOf } from './sentences.ts';
import { useLogFeed } from './use-log-feed.ts';

const most = 10;

/** What happened last, in a few sentences. */
export function RecentEntries({
  sourceOf,
  jobRuns,
}: {
  readonly sourceOf: (integrationId: string) => Source;
  readonly jobRuns: boolean;
}) {
  const list = useRef<HTMLUListElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const now = useNow();
  const isRead = () => list.current?.contains(document.activeElement) === true;
  const feed = useLogFeed({ integrationId: undefined, filter: everything }, jobRuns, isRead);
  return (
    <section aria-labelledby="recent" className="log">
      <header className="row between">
        <h2 id="recent" ref={heading} tabIndex={-1}>
          What happened last
        </h2>
        <Link to="/log">See the whole log</Link>
      </header>
      <div>
        <NewerEntries
          count={feed.waiting}
          onShow={() => {
            heading.current?.focus();
            feed.showNewer();
          }}
        />
        <ul ref={list} className="card entries recent">
          {feed.isLoading && <li className="entry soft">Looking …</li>}
          {!feed.isLoading && feed.entries.length === 0 && (
            <li className="entry soft">
              {feed.error === null
                ? 'Nothing was synced yet.'
                : 'What happened last cannot be shown at the moment.'}
            </li>
          )}
          {feed.entries.slice(0, most).map((log) => {
            const source = sourceOf(log.integrationId);
            return (
              <li key={log.id} className="entry">
                <time className="soft small" dateTime={log.createdAt}>
                  {clockTime(log.createdAt)}
                </time>
                <div className="what">
                  <p>{sentenceOf(log, source.other)}</p>
                  <p className="soft small">{[dayName(log.createdAt, now), source.name].join(' · ')}</p>
                </div>
                <Tag word={endWord(log)} />
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
