import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox } from '../../components/checkbox.tsx';
import { Decided } from '../../components/decided.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import type { Decisions } from '../../components/use-decisions.ts';
import { useApi } from '../../lib/session.ts';
import { counted } from '../../lib/words.ts';
import { ItemRow } from './item-row.tsx';
import { ManyActs } from './many-acts.tsx';
import { type CauseSearch, listParked } from './requests/parked.ts';

export interface CauseItemsProps {
  readonly search: CauseSearch;
  readonly otherOf: (integrationId: string) => string | undefined;
  readonly onItem: (id: string) => void;
  readonly decisions: Decisions;
}

/** The changes of one cause, to open one by one or to pick some of them. */
export function CauseItems({ search, otherOf, onItem, decisions }: CauseItemsProps) {
  const query = useInfiniteQuery(listParked(useApi(), search));
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const all = (query.data?.pages ?? []).flatMap(({ items }) => items);
  const open = all.filter(({ id }) => decisions.decided(id) === undefined);
  const chosen = open.filter(({ id }) => picked.has(id)).map(({ id }) => id);
  const some = `${search.state} ${search.causeKey} picked`;
  const decided = decisions.decided(some);
  const pick = (ids: readonly string[], on: boolean) =>
    setPicked(new Set(on ? [...picked, ...ids] : [...picked].filter((id) => !ids.includes(id))));
  return (
    <Loaded query={query} what="the records">
      {() => (
        <div className="stack">
          {decided !== undefined && (
            <Decided
              title="The selected ones"
              text={decided}
              {...(decisions.canUndo(some) ? { onUndo: () => decisions.undo(some) } : {})}
            />
          )}
          {open.length > 1 && (
            <div className="row between">
              <Checkbox
                isSelected={chosen.length === open.length}
                isPartly={chosen.length > 0 && chosen.length < open.length}
                onChange={(on) =>
                  pick(
                    open.map(({ id }) => id),
                    on,
                  )
                }
              >
                Select all {counted(open.length, 'record')} shown
              </Checkbox>
            </div>
          )}
          {chosen.length > 0 && decided === undefined && (
            <section className="bulk row" aria-label="For those that are selected">
              <strong className="grow" role="status">
                {counted(chosen.length, 'record')} selected
              </strong>
              <ManyActs
                id={some}
                title="The selected ones"
                target={{ ids: chosen }}
                count={chosen.length}
                isExact
                canRetry={search.state === 'FAILED'}
                decisions={decisions}
                onDone={() => setPicked(new Set())}
              />
            </section>
          )}
          <ul className="items">
            {all.map((item) => (
              <ItemRow
                key={item.id}
                item={item}
                other={otherOf(item.integrationId) ?? item.integrationName}
                isNamed={search.integrationId === undefined}
                isPicked={picked.has(item.id)}
                onPick={(on) => pick([item.id], on)}
                onOpen={() => onItem(item.id)}
                decisions={decisions}
              />
            ))}
          </ul>
          {all.length === 0 && (
            <p className="soft">Nothing is left here: all went through or were dropped.</p>
          )}
          <MoreButton
            what="records"
            hasMore={query.hasNextPage}
            isLoading={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </div>
      )}
    </Loaded>
  );
}
