import { ArrowRight } from 'lucide-react';
import { Disclosure } from '../../components/disclosure.tsx';
import { clockTime } from '../../lib/time.ts';
import { counted } from '../../lib/words.ts';
import { actWords, changedFields, whoWord } from './act-words.ts';
import type { Entry } from './requests/list-audit.ts';

export interface HistoryEntryProps {
  readonly entry: Entry;
  readonly nameOf: (integrationId: string) => string | undefined;
}

/** One act: who, what, when; what was different afterwards on demand. */
export function HistoryEntry({ entry, nameOf }: HistoryEntryProps) {
  const { at, actor, origin, subject } = entry;
  const changed = changedFields(entry);
  return (
    <li className="deed">
      <time className="soft small" dateTime={at}>
        {clockTime(at)}
      </time>
      <div className="what">
        <p>
          <strong>{whoWord(actor)}</strong> {actWords(entry, nameOf)}
        </p>
        {origin !== undefined && <p className="soft small">From the network address {origin}</p>}
        {changed.length > 0 && (
          <Disclosure title={`What changed: ${counted(changed.length, 'field')}`}>
            <ul className="changes" aria-label="What changed">
              {changed.map(({ field, before, after }) => (
                <li key={field}>
                  <strong>{field}</strong>
                  <p>
                    <span className="hidden">was </span>
                    <span className="before">{before}</span>
                    <ArrowRight size={15} aria-hidden />
                    <span className="hidden">, is now </span>
                    <span className="after">{after}</span>
                  </p>
                </li>
              ))}
            </ul>
            <p className="soft small">Number: {subject}</p>
          </Disclosure>
        )}
      </div>
    </li>
  );
}
