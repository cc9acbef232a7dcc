import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { LogDetail } from '../../../../shared/contract/activity.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Exchange } from '../../components/exchange.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Tag } from '../../components/tag.tsx';
import { Tries } from '../../components/tries.tsx';
import { causeWord, endWord } from '../../lib/glossary.ts';
import { isMissing } from '../../lib/problems.ts';
import { useApi } from '../../lib/session.ts';
import { useNow } from '../../lib/use-now.ts';
import { LogFields } from './log-details.tsx';
import type { Source } from './log-entry.tsx';
import { announcedTry, decidedWords } from './log-words.ts';
import { getLog } from './requests/get-log.ts';
import { sentenceOf } from './sentences.ts';

export interface EntryPanelProps {
  readonly id: string;
  readonly sourceOf: (integrationId: string) => Source;
  readonly onClose: () => void;
}

/** One entry with an address of its own: a sentence first, then fields, tries, and what was sent. */
export function EntryPanel({ id, sourceOf, onClose }: EntryPanelProps) {
  const query = useQuery(getLog(useApi(), id));
  return (
    <Dialog title="What happened" isOpen onClose={onClose} size="wide">
      {isMissing(query.error) ? (
        <p>There is no such entry. Entries are kept for some months; after that they are gone.</p>
      ) : (
        <Loaded query={query} what="the entry">
          {(log) => <Told log={log} source={sourceOf(log.integrationId)} />}
        </Loaded>
      )}
    </Dialog>
  );
}

function Told({ log, source }: { readonly log: LogDetail; readonly source: Source }) {
  const next = announcedTry(log, useNow());
  return (
    <>
      <div className="row start">
        <Tag word={endWord(log)} />
        <p className="grow">
          <strong>{sentenceOf(log, source.other)}.</strong> {log.errorMessage}
        </p>
      </div>
      <p className="soft small row">
        <Link to="/integrations/$id" params={{ id: log.integrationId }}>
          {source.name}
        </Link>
        <span>{causeWord(log.cause, source.other)}</span>
        {log.jobId !== undefined && (
          <Link to="/runs/$jobId" params={{ jobId: log.jobId }}>
            The run that did it
          </Link>
        )}
      </p>
      {log.decided !== undefined && <p>{decidedWords(log.decided)}</p>}
      <LogFields log={log} other={source.other} />
      {log.attempts.length > 0 && (
        <section className="stack" aria-labelledby="tries">
          <h3 id="tries">Tries that failed</h3>
          <Tries attempts={log.attempts} {...(next === undefined ? {} : { next })} />
        </section>
      )}
      {log.exchange !== undefined && <Exchange exchange={log.exchange} />}
      <CopyButton label="Address of this entry, to send on" text={window.location.href} />
    </>
  );
}
