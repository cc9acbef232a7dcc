import { useInfiniteQuery } from '@tanstack/react-query';
import { Link2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useApi } from '../../lib/session.ts';
import { LinkByHand } from './link-by-hand.tsx';
import { isFiltered, type MatchFilter } from './match-filter.ts';
import { MatchFilters } from './match-filters.tsx';
import { MatchPanel } from './match-panel.tsx';
import { MatchTable } from './match-table.tsx';
import { listPairs } from './requests/list-pairs.ts';
import { keyOf, rowsOf } from './rows.ts';

export interface MatchListProps {
  readonly integrationId: string;
  readonly other: string;
  readonly filter: MatchFilter;
  readonly onFilter: (filter: MatchFilter) => void;
}

/** A dialog that closes gives the focus back a moment later. */
const afterDialogMs = 200;

/** Which record here is which over there: found by number, or browsed by kind and state. */
export function MatchList({ integrationId, other, filter, onFilter }: MatchListProps) {
  const query = useInfiniteQuery(listPairs(useApi(), integrationId, filter));
  const say = useToast();
  const heading = useRef<HTMLHeadingElement>(null);
  const [open, setOpen] = useState<string>();
  const [byHand, setByHand] = useState(false);
  const [acted, setActed] = useState(false);
  const rows = rowsOf(query.data?.pages ?? []);
  const shown = rows.find((row) => keyOf(row) === open);
  const done = (text: string) => {
    setOpen(undefined);
    setByHand(false);
    setActed(true);
    say({ text, seconds: 10 });
  };
  const shownKeys = rows.map(keyOf).join();
  // The focus goes back to the line; where the line is gone with what was done, to the heading.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever the lines change
  useEffect(() => {
    const timer = window.setTimeout(() => {
      if (acted && document.activeElement === document.body) heading.current?.focus();
    }, afterDialogMs);
    return () => window.clearTimeout(timer);
  }, [acted, shownKeys]);
  return (
    <section className="log" aria-labelledby="matches">
      <header className="row between">
        <div className="grow">
          <h2 id="matches" ref={heading} tabIndex={-1}>
            Which is which
          </h2>
          <p className="soft">
            Each line is one record that BritePool and {other} both have, and what they agree on.
          </p>
        </div>
        <Button onPress={() => setByHand(true)}>
          <Link2 size={16} aria-hidden />
          Match two by hand
        </Button>
      </header>
      <MatchFilters key={filter.find ?? ''} other={other} filter={filter} onChange={onFilter} />
      <Loaded query={query} what="the matches">
        {() =>
          rows.length === 0 && !query.hasNextPage ? (
            <Nothing filter={filter} other={other} />
          ) : (
            <MatchTable rows={rows} other={other} onOpen={(row) => setOpen(keyOf(row))} />
          )
        }
      </Loaded>
      <MoreButton
        what="matches"
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
      {shown !== undefined && (
        <MatchPanel
          integrationId={integrationId}
          other={other}
          row={shown}
          onClose={() => setOpen(undefined)}
          onDone={done}
        />
      )}
      {byHand && (
        <LinkByHand
          integrationId={integrationId}
          other={other}
          onClose={() => setByHand(false)}
          onDone={done}
        />
      )}
    </section>
  );
}

const Nothing = ({ filter, other }: { readonly filter: MatchFilter; readonly other: string }) =>
  isFiltered(filter) ? (
    <p className="card empty soft">
      {filter.find === undefined
        ? 'Nothing is in this state.'
        : `No match has a record with the number ${filter.find}, in BritePool or in ${other}.`}
    </p>
  ) : (
    <EmptyState icon={Link2} title="Nothing is matched yet">
      As soon as records were synced, each appears here with its partner in {other}.
    </EmptyState>
  );
