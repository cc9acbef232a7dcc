import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Exchange } from '../../components/exchange.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Moment } from '../../components/moment.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { Tag } from '../../components/tag.tsx';
import { Tries } from '../../components/tries.tsx';
import type { Decisions } from '../../components/use-decisions.ts';
import { isMissing } from '../../lib/problems.ts';
import { useApi } from '../../lib/session.ts';
import { useNow } from '../../lib/use-now.ts';
import { DropQuestion } from './drop-question.tsx';
import { EditItem } from './edit-item.tsx';
import { useItemActs } from './item-acts.ts';
import { getParked, type ParkedDetail } from './requests/parked.ts';
import { causeWords, changeWords, nextTry, stateWord, titleOf } from './words.ts';

export interface ItemPanelProps {
  readonly id: string;
  readonly otherOf: (integrationId: string) => string | undefined;
  readonly onClose: () => void;
  readonly decisions: Decisions;
}

/** One change that was set aside: a sentence, its tries, what was sent; to try again, mend or drop. */
export function ItemPanel({ id, otherOf, onClose, decisions }: ItemPanelProps) {
  const query = useQuery(getParked(useApi(), id));
  const gone = isMissing(query.error);
  const title = query.data === undefined ? 'Set aside' : titleOf(query.data);
  return (
    <Dialog title={title} isOpen onClose={onClose} size="wide">
      {gone ? (
        <p>Nothing waits here any more: it went through, or somebody dropped it.</p>
      ) : (
        <Loaded query={query} what="the change">
          {(item) => (
            <Item
              item={item}
              other={otherOf(item.integrationId) ?? item.integrationName}
              onClose={onClose}
              onRead={() => void query.refetch()}
              decisions={decisions}
            />
          )}
        </Loaded>
      )}
    </Dialog>
  );
}

interface ItemProps {
  readonly item: ParkedDetail;
  readonly other: string;
  readonly onClose: () => void;
  readonly onRead: () => void;
  readonly decisions: Decisions;
}

function Item({ item, other, onClose, onRead, decisions }: ItemProps) {
  const now = useNow();
  const [mode, setMode] = useState<'look' | 'edit' | 'drop'>('look');
  const { retry, drop } = useItemActs(decisions);
  if (mode === 'edit')
    return <EditItem {...{ item, other, onRead }} onLeave={() => setMode('look')} onDone={onClose} />;
  return (
    <>
      <div className="row start">
        <Tag word={stateWord[item.state]} />
        <p className="grow">
          <strong>{causeWords(item, other)}.</strong> {item.text}
        </p>
      </div>
      <p className="soft small row">
        <span>{changeWords(item, other)}</span>
        <Link to="/integrations/$id" params={{ id: item.integrationId }}>
          {item.integrationName}
        </Link>
        <Moment at={item.parkedAt} label="First failed" />
        <Link to="/log" search={{ entry: item.logId }}>
          Its entry in the log
        </Link>
      </p>
      {item.given !== undefined && <p className="small">{item.given.by} has given values for it before.</p>}
      <Tries attempts={item.attempts} count={item.tries} next={nextTry(item, now)} />
      {item.exchange !== undefined && <Exchange exchange={item.exchange} />}
      <Refusal error={retry.error} />
      <footer className="row">
        {item.state === 'FAILED' && (
          <Button
            look="main"
            isPending={retry.isPending}
            onPress={() => retry.mutate(item, { onSuccess: onClose })}
          >
            Try now
          </Button>
        )}
        {item.editable && <Button onPress={() => setMode('edit')}>Edit and try again</Button>}
        <Button look="plain" onPress={() => setMode('drop')}>
          Drop the change
        </Button>
      </footer>
      {mode === 'drop' && (
        <DropQuestion
          title={titleOf(item)}
          onClose={() => setMode('look')}
          onDrop={(reason) => {
            drop(item, reason);
            onClose();
          }}
        />
      )}
    </>
  );
}
