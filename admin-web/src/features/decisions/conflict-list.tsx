import { useInfiniteQuery } from '@tanstack/react-query';
import { Sprout } from 'lucide-react';
import { useRef, useState } from 'react';
import { Checkbox } from '../../components/checkbox.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { useDecisions } from '../../components/use-decisions.ts';
import { useApi } from '../../lib/session.ts';
import { counted } from '../../lib/words.ts';
import { type Choices, decisionOf, grouped, oneSide, similarTo } from './choices.ts';
import { ConflictCard } from './conflict-card.tsx';
import { ConflictKeys } from './conflict-keys.tsx';
import { DecideMany } from './decide-many.tsx';
import {
  type Conflict,
  type ConflictSearch,
  listConflicts,
  putAside,
  resolveConflict,
} from './requests/conflicts.ts';
import { useConflictKeys } from './use-conflict-keys.ts';

export interface ConflictListProps {
  readonly search: ConflictSearch;
  /** What people call the other side of an integration. */
  readonly otherOf: (integrationId: string) => string | undefined;
}

/** Conflicts that wait for somebody, integration by integration. */
export function ConflictList({ search, otherOf }: ConflictListProps) {
  const api = useApi();
  const query = useInfiniteQuery(listConflicts(api, search));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const decisions = useDecisions();
  const list = useRef<HTMLDivElement>(null);
  const all = (query.data?.pages ?? []).flatMap(({ conflicts }) => conflicts);
  const chosen = all.filter(({ id }) => selected.has(id)).map(({ id }) => id);
  const select = (ids: readonly string[], on: boolean) =>
    setSelected(new Set(on ? [...selected, ...ids] : [...selected].filter((id) => !ids.includes(id))));
  const nameOf = ({ integrationId, integrationName }: Conflict) => otherOf(integrationId) ?? integrationName;
  const act = (conflict: Conflict, text: string, send: () => Promise<unknown>) =>
    decisions.act({
      ...{ id: conflict.id, title: conflict.recordTitle ?? conflict.resourceId },
      ...{ text, send, touches: ['conflicts'] },
    });
  const decide = (conflict: Conflict, choices: Choices, push: boolean) => {
    const body = decisionOf(conflict, choices, push);
    const text = textOf(choices, nameOf(conflict));
    if (body !== undefined) act(conflict, text, () => resolveConflict(api, conflict.id, body));
  };
  const aside = (conflict: Conflict) =>
    act(conflict, 'put aside until one of its values changes.', () =>
      putAside(api, conflict.id, conflict.version),
    );

  useConflictKeys(list, (id, key) => {
    const conflict = all.find((each) => each.id === id);
    if (conflict === undefined || decisions.decided(id) !== undefined) return;
    if (key === 'aside') aside(conflict);
    else decide(conflict, oneSide(conflict, key), true);
  });

  const card = (conflict: Conflict) => {
    const similar = similarTo(conflict, all);
    return (
      <ConflictCard
        key={conflict.id}
        conflict={conflict}
        other={nameOf(conflict)}
        isSelected={selected.has(conflict.id)}
        onSelect={(on) => select([conflict.id], on)}
        onDecide={(choices, push) => decide(conflict, choices, push)}
        onPutAside={() => aside(conflict)}
        similar={similar.length}
        onSimilar={() => select([conflict.id, ...similar.map(({ id }) => id)], true)}
        decided={decisions.decided(conflict.id)}
        canUndo={decisions.canUndo(conflict.id)}
        onUndo={() => decisions.undo(conflict.id)}
        error={decisions.error(conflict.id)}
      />
    );
  };

  return (
    <Loaded query={query} what="the decisions">
      {() =>
        all.length === 0 ? (
          <EmptyState icon={Sprout} title="Nothing to decide">
            When both sides change the same field in different ways, the question lands here. Nothing is lost
            while it waits.
          </EmptyState>
        ) : (
          <div className="stack" ref={list}>
            <div className="row between">
              <Checkbox
                isSelected={chosen.length === all.length}
                isPartly={chosen.length > 0 && chosen.length < all.length}
                onChange={(on) =>
                  select(
                    all.map(({ id }) => id),
                    on,
                  )
                }
              >
                Select all {counted(all.length, 'record')} shown
              </Checkbox>
              <ConflictKeys />
            </div>
            <DecideMany ids={chosen} onDone={() => setSelected(new Set())} />
            {grouped(all).map((group) => (
              <section key={group.integrationId} className="stack" aria-label={group.integrationName}>
                <h2>
                  {group.integrationName}{' '}
                  <span className="soft small">{counted(group.conflicts.length, 'decision')}</span>
                </h2>
                {group.conflicts.map(card)}
              </section>
            ))}
            <MoreButton
              what="decisions"
              hasMore={query.hasNextPage}
              isLoading={query.isFetchingNextPage}
              onMore={() => void query.fetchNextPage()}
            />
          </div>
        )
      }
    </Loaded>
  );
}

function textOf(choices: Choices, other: string): string {
  const kinds = new Set(
    Object.values(choices).map((choice) => (typeof choice === 'string' ? choice : 'own')),
  );
  if (kinds.size === 1 && kinds.has('local')) return 'BritePool’s values are kept.';
  if (kinds.size === 1 && kinds.has('external')) return `${other}’s values are kept.`;
  return 'what you chose is used.';
}
