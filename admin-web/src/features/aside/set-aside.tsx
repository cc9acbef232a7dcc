import { useQuery } from '@tanstack/react-query';
import { Sprout } from 'lucide-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useDecisions } from '../../components/use-decisions.ts';
import { useApi } from '../../lib/session.ts';
import type { AsideSearch } from './aside-search.ts';
import { CauseCard } from './cause-card.tsx';
import { ItemPanel } from './item-panel.tsx';
import { countCauses } from './requests/parked.ts';

export interface SetAsideProps {
  /** Absent: of all integrations. */
  readonly integrationId?: string;
  /** What people call the other side of an integration. */
  readonly otherOf: (integrationId: string) => string | undefined;
  readonly search: AsideSearch;
  readonly onSearch: (search: AsideSearch) => void;
}

/** Changes that failed or wait, by cause; nothing waits behind them meanwhile. */
export function SetAside({ integrationId, otherOf, search, onSearch }: SetAsideProps) {
  const query = useQuery(countCauses(useApi(), integrationId));
  const decisions = useDecisions();
  const { cause, state = 'FAILED', item } = search;
  return (
    <Loaded query={query} what="what was set aside">
      {({ causes, complete }) => (
        <>
          {causes.length === 0 && (
            <EmptyState icon={Sprout} title="Nothing is set aside">
              A change that keeps failing lands here, so that nothing else has to wait behind it.
            </EmptyState>
          )}
          <div className="stack">
            {causes.map((each) => {
              const isOpen = each.causeKey === cause && each.state === state;
              return (
                <CauseCard
                  key={`${each.state} ${each.causeKey}`}
                  cause={each}
                  {...{ integrationId, otherOf, decisions, isOpen }}
                  isExact={complete}
                  onToggle={() =>
                    onSearch(
                      isOpen
                        ? { cause: undefined, state: undefined, item: undefined }
                        : { cause: each.causeKey, state: each.state, item: undefined },
                    )
                  }
                  onItem={(id) => onSearch({ ...search, item: id })}
                />
              );
            })}
          </div>
          {item !== undefined && (
            <ItemPanel
              key={item}
              id={item}
              {...{ otherOf, decisions }}
              onClose={() => onSearch({ ...search, item: undefined })}
            />
          )}
        </>
      )}
    </Loaded>
  );
}
