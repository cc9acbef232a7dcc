import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { LogView } from '../../../../shared/contract/activity.ts';
import { Loading } from '../../components/loading.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { Tag } from '../../components/tag.tsx';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { recordWord } from '../../lib/glossary.ts';
import { isMissing } from '../../lib/problems.ts';
import { useApi } from '../../lib/session.ts';
import { capital } from '../../lib/words.ts';
import { type Kind, recordStory, type Story } from './requests/story.ts';
import { Sides } from './sides.tsx';

export interface RecordStoryProps {
  readonly kind: Kind;
  readonly id: string;
  /** The entries of the story, as the log shows them. */
  readonly entriesOf: (logs: readonly LogView[], nameOf: (integrationId: string) => string) => ReactNode;
}

/** One record: its values here and elsewhere, and everything that happened to it. */
export function RecordStory({ kind, id, entriesOf }: RecordStoryProps) {
  const query = useInfiniteQuery(recordStory(useApi(), kind, id));
  const { data, error } = query;
  const [story] = data?.pages ?? [];
  if (isMissing(error)) return <Nobody kind={kind} id={id} />;
  const logs = data?.pages.flatMap((page) => page.logs) ?? [];
  const nameOf = (integrationId: string) =>
    story?.places.find((place) => place.integrationId === integrationId)?.integrationName ?? 'another system';
  return (
    <>
      {error !== null && (
        <TroubleNote
          error={error}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
          {...(data === undefined ? {} : { dataFrom: query.dataUpdatedAt })}
        />
      )}
      {story === undefined && error === null && <Loading what="the record" />}
      {story !== undefined && (
        <>
          <Head kind={kind} id={id} story={story} />
          <Sides kind={kind} id={id} story={story} logs={logs} nameOf={nameOf} />
          <section className="stack" aria-labelledby="story">
            <h2 id="story">What happened to it</h2>
            {logs.length === 0 ? (
              <p className="card empty soft">
                Nothing was synced for it yet. What happens appears here by itself.
              </p>
            ) : (
              <div className="days">{entriesOf(logs, nameOf)}</div>
            )}
            <div>
              <MoreButton
                what="of the story"
                hasMore={query.hasNextPage}
                isLoading={query.isFetchingNextPage}
                onMore={() => void query.fetchNextPage()}
              />
            </div>
          </section>
        </>
      )}
    </>
  );
}

function titleOf(kind: Kind, id: string, { record, logs }: Story): string {
  const own = record?.fields.title ?? record?.fields.name;
  if (typeof own === 'string' && own !== '') return own;
  return (
    logs.find(({ recordTitle }) => recordTitle !== undefined)?.recordTitle ??
    `${capital(recordWord[kind])} ${id}`
  );
}

const Head = ({ kind, id, story }: { readonly kind: Kind; readonly id: string; readonly story: Story }) => (
  <header>
    <PageHeading title={titleOf(kind, id, story)} />
    <div className="row soft">
      {story.record === null && <Tag word={{ text: 'Deleted in BritePool', tone: 'calm' }} />}
      {story.record?.externalSyncEnabled === false && (
        <Tag word={{ text: 'Not synced, as BritePool says', tone: 'calm' }} />
      )}
      <span>{capital(recordWord[kind])}</span>
      <span>Number in BritePool: {id}</span>
    </div>
  </header>
);

const Nobody = ({ kind, id }: { readonly kind: Kind; readonly id: string }) => (
  <div className="card empty">
    <PageHeading title="There is no such record" />
    <p className="soft">
      No {recordWord[kind]} has the number {id}, and none ever had. Look for it by its number in the other
      system, on the page “Matches” of the integration.
    </p>
  </div>
);
