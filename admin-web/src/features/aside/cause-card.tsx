import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../../components/button.tsx';
import { Decided } from '../../components/decided.tsx';
import { Moment } from '../../components/moment.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { Tag } from '../../components/tag.tsx';
import type { Decisions } from '../../components/use-decisions.ts';
import { useNow } from '../../lib/use-now.ts';
import { CauseItems } from './cause-items.tsx';
import { ManyActs } from './many-acts.tsx';
import type { Cause } from './requests/parked.ts';
import { causeWords, cureWords, nextTry, reachWords, stateWord } from './words.ts';

export interface CauseCardProps {
  readonly cause: Cause;
  readonly integrationId: string | undefined;
  readonly otherOf: (integrationId: string) => string | undefined;
  readonly isExact: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onItem: (id: string) => void;
  readonly decisions: Decisions;
}

/** All changes that failed for one reason: what it is, since when, how many, and what happens next. */
export function CauseCard(props: CauseCardProps) {
  const { cause, integrationId, otherOf, isExact, isOpen, onToggle, onItem, decisions } = props;
  const [heading, list, now] = [useId(), useId(), useNow()];
  const { example, causeKey, state, count, integrationIds } = cause;
  const [only] = integrationIds;
  const one = integrationIds.length === 1 && only !== undefined;
  const other = (one ? otherOf(only) : undefined) ?? 'the other system';
  const title = causeWords(example, other);
  const id = `${state} ${causeKey}`;
  const decided = decisions.decided(id);
  if (decided !== undefined) {
    const undo = decisions.canUndo(id) ? { onUndo: () => decisions.undo(id) } : {};
    return <Decided title={title} text={decided} {...undo} />;
  }
  return (
    <article className="card cause" aria-labelledby={heading}>
      <header className="row between top">
        <h2 id={heading} className="grow">
          {title}
        </h2>
        <Tag word={stateWord[state]} />
      </header>
      <p>{example.text}</p>
      <p className="soft small">{cureWords(example)}</p>
      <div className="row soft small facts-line">
        <strong>
          {isExact ? '' : 'At least '}
          {reachWords(cause)}
        </strong>
        {one && integrationId === undefined && <span>{example.integrationName}</span>}
        <Moment at={cause.firstAt} label="First" />
        {count > 1 && <Moment at={example.parkedAt} label="Last" />}
        <span>
          {count > 1 && state === 'FAILED' ? 'The newest: ' : ''}
          {nextTry(example, now)}
        </span>
      </div>
      <Refusal error={decisions.error(id)} />
      <footer className="row">
        <Button aria-expanded={isOpen} aria-controls={list} onPress={onToggle}>
          {isOpen ? 'Hide the records' : 'Show the records'}
          <span className="hidden">of: {title}</span>
          <ChevronDown size={16} aria-hidden className={isOpen ? 'up' : ''} />
        </Button>
        {state === 'FAILED' && (
          <ManyActs
            {...{ id, title, count, isExact, decisions }}
            target={{ cause: { causeKey, ...(integrationId === undefined ? {} : { integrationId }) } }}
            canRetry
            onDone={() => undefined}
          />
        )}
      </footer>
      <div id={list} hidden={!isOpen}>
        {isOpen && (
          <CauseItems search={{ integrationId, causeKey, state }} {...{ otherOf, onItem, decisions }} />
        )}
      </div>
    </article>
  );
}
