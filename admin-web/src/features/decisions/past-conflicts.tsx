import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import type * as z from 'zod/mini';
import type { conflictEvent } from '../../../../shared/contract/values.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Moment } from '../../components/moment.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { recordWord } from '../../lib/glossary.ts';
import { useApi } from '../../lib/session.ts';
import { fieldLabel, showValue } from '../../lib/show-value.ts';
import { exactTime } from '../../lib/time.ts';
import { type Conflict, conflictHistory, listConflicts, takeUp } from './requests/conflicts.ts';

export interface PastConflictsProps {
  readonly integrationId?: string | undefined;
  readonly status: 'IGNORED' | 'RESOLVED';
}

const none = {
  IGNORED: 'Nothing is put aside. What is put aside comes back by itself when one of its values changes.',
  RESOLVED: 'Nothing was decided yet.',
};

/** Conflicts that wait no more: put aside, or settled with who, when and how. */
export function PastConflicts({ integrationId, status }: PastConflictsProps) {
  const query = useInfiniteQuery(listConflicts(useApi(), { integrationId, status }));
  const all = (query.data?.pages ?? []).flatMap(({ conflicts }) => conflicts);
  return (
    <Loaded query={query} what="the decisions">
      {() =>
        all.length === 0 ? (
          <EmptyState icon={History} title="Nothing here">
            {none[status]}
          </EmptyState>
        ) : (
          <div className="stack">
            <ul className="card past">
              {all.map((conflict) => (
                <PastConflict key={conflict.id} conflict={conflict} />
              ))}
            </ul>
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

function PastConflict({ conflict }: { readonly conflict: Conflict }) {
  const [api, client] = [useApi(), useQueryClient()];
  const [isOpen, setOpen] = useState(false);
  const again = useMutation({
    mutationFn: () => takeUp(api, conflict.id, conflict.version),
    onSettled: () => client.invalidateQueries({ queryKey: ['conflicts'] }),
  });
  const title = conflict.recordTitle ?? `${recordWord[conflict.resourceType]} ${conflict.resourceId}`;
  return (
    <li>
      <div className="row between">
        <div className="grow">
          <strong>{title}</strong>
          <p className="small soft">
            {conflict.integrationName} ·{' '}
            {conflict.resolvedAt === undefined ? (
              <Moment at={conflict.updatedAt} label="Put aside" />
            ) : (
              <Moment at={conflict.resolvedAt} label={`Settled by ${conflict.resolvedById ?? 'the sync'}`} />
            )}
          </p>
        </div>
        <Button
          look="plain"
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Close' : 'History'}: ${title}`}
          onPress={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Close' : 'History'}
        </Button>
        {conflict.status === 'IGNORED' && (
          <Button isPending={again.isPending} onPress={() => again.mutate()}>
            Take up again
          </Button>
        )}
      </div>
      <Refusal error={again.error} />
      {isOpen && <Story conflict={conflict} />}
    </li>
  );
}

const happened: { readonly [what in z.output<typeof conflictEvent>]: string } = {
  opened: 'Both sides had changed it',
  changed: 'A value moved on',
  resolved: 'Settled',
  'auto-resolved': 'Both sides became equal',
  ignored: 'Put aside',
  'taken-up': 'Taken up again',
  reopened: 'Open again',
};

function Story({ conflict }: { readonly conflict: Conflict }) {
  const query = useQuery(conflictHistory(useApi(), conflict.id));
  const show = (field: string, value: Conflict['fields'][number]['base']) =>
    showValue(conflict.resourceType, field, value);
  return (
    <Loaded query={query} what="the history">
      {(history) => (
        <ol className="story">
          {history.map(({ at, what, by, values }) => (
            <li key={`${at}-${what}`}>
              <strong>{happened[what]}</strong>
              {by !== undefined && ` by ${by}`} <span className="small soft">{exactTime(at)}</span>
              <ul className="small">
                {values.map(({ field, local, external, decided }) => (
                  <li key={field}>
                    {fieldLabel(conflict.resourceType, field)}: BritePool “{show(field, local)}”, other system
                    “{show(field, external)}”{decided !== undefined && `, decided “${show(field, decided)}”`}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  );
}
