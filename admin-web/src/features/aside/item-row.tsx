import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/checkbox.tsx';
import { Decided } from '../../components/decided.tsx';
import { Moment } from '../../components/moment.tsx';
import { Refusal } from '../../components/refusal.tsx';
import type { Decisions } from '../../components/use-decisions.ts';
import { useNow } from '../../lib/use-now.ts';
import { useItemActs } from './item-acts.ts';
import type { Parked } from './requests/parked.ts';
import { changeWords, nextTry, titleOf } from './words.ts';

export interface ItemRowProps {
  readonly item: Parked;
  readonly other: string;
  readonly isNamed: boolean;
  readonly isPicked: boolean;
  readonly onPick: (on: boolean) => void;
  readonly onOpen: () => void;
  readonly decisions: Decisions;
}

/** One change that was set aside: what it is about, and when it is tried next. */
export function ItemRow({ item, other, isNamed, isPicked, onPick, onOpen, decisions }: ItemRowProps) {
  const now = useNow();
  const { retry } = useItemActs(decisions);
  const title = titleOf(item);
  const decided = decisions.decided(item.id);
  if (decided !== undefined) {
    const undo = decisions.canUndo(item.id) ? { onUndo: () => decisions.undo(item.id) } : {};
    return (
      <li>
        <Decided title={title} text={decided} {...undo} />
      </li>
    );
  }
  return (
    <li className="item">
      <div className="line">
        <Checkbox label={`Select ${title}`} isSelected={isPicked} onChange={onPick} />
        <div>
          <strong>{title}</strong>
          <p className="small">{item.text}</p>
          <p className="soft small row">
            <span>{changeWords(item, other)}</span>
            {isNamed && <span>{item.integrationName}</span>}
            <Moment at={item.parkedAt} label="First" />
            <span>{nextTry(item, now)}</span>
          </p>
        </div>
        <div className="row">
          {item.state === 'FAILED' && (
            <Button
              aria-label={`Try now: ${title}`}
              isPending={retry.isPending}
              onPress={() => retry.mutate(item)}
            >
              Try now
            </Button>
          )}
          <Button look="plain" aria-label={`Open ${title}`} onPress={onOpen}>
            Open
          </Button>
        </div>
      </div>
      <Refusal error={retry.error ?? decisions.error(item.id)} />
    </li>
  );
}
