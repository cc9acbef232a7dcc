import { ChevronDown } from 'lucide-react';
import { memo, useId, useState } from 'react';
import type { LogView } from '../../../../shared/contract/activity.ts';
import { Button } from '../../components/button.tsx';
import { Tag } from '../../components/tag.tsx';
import { causeWord, endWord } from '../../lib/glossary.ts';
import { clockTime } from '../../lib/time.ts';
import { LogDetails } from './log-details.tsx';
import { sentenceOf } from './sentences.ts';

/** How to name an integration and its system in the log. */
export interface Source {
  readonly name: string;
  readonly other: string;
}

export interface LogEntryProps {
  readonly log: LogView;
  readonly source: Source;
  readonly named: boolean;
  /** Opens it under an address of its own; absent: its fields open below it. */
  readonly onOpen?: ((id: string) => void) | undefined;
}

const sameEntry = (a: LogEntryProps, b: LogEntryProps): boolean =>
  a.log === b.log &&
  a.source.name === b.source.name &&
  a.source.other === b.source.other &&
  a.named === b.named &&
  a.onOpen === b.onOpen;

/** One entry: when, what in plain words, how it went; its fields on demand. Thousands may stand below each other. */
export const LogEntry = memo(OneEntry, sameEntry);

function OneEntry({ log, source, named, onOpen }: LogEntryProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const sentence = sentenceOf(log, source.other);
  return (
    <li className="entry">
      <time className="soft small" dateTime={log.createdAt}>
        {clockTime(log.createdAt)}
      </time>
      <div className="what">
        <p>{sentence}</p>
        <p className="soft small">
          {named && source.name !== source.other && `${source.name} · `}
          {causeWord(log.cause, source.other)}
        </p>
        {log.errorMessage !== undefined && <p className="small bad-text">{log.errorMessage}</p>}
      </div>
      <Tag word={endWord(log)} />
      <Button
        look="plain"
        {...(onOpen === undefined ? { 'aria-expanded': open, 'aria-controls': id } : {})}
        aria-label={`Details: ${sentence}`}
        onPress={() => (onOpen === undefined ? setOpen(!open) : onOpen(log.id))}
      >
        Details
        {onOpen === undefined && <ChevronDown size={16} aria-hidden className={open ? 'up' : ''} />}
      </Button>
      <div id={id} className="details" hidden={!open}>
        {open && <LogDetails id={log.id} other={source.other} />}
      </div>
    </li>
  );
}
