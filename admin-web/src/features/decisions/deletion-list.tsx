import { useInfiniteQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { useApi } from '../../lib/session.ts';
import { DeletionCard } from './deletion-card.tsx';
import { listApprovals } from './requests/deletions.ts';

export interface DeletionListProps {
  readonly integrationId?: string | undefined;
  readonly otherOf: (integrationId: string) => string | undefined;
}

/** Deletions that were held back until somebody looks at them. */
export function DeletionList({ integrationId, otherOf }: DeletionListProps) {
  const query = useInfiniteQuery(listApprovals(useApi(), integrationId));
  const all = (query.data?.pages ?? []).flatMap(({ approvals }) => approvals);
  return (
    <Loaded query={query} what="the deletions">
      {() =>
        all.length === 0 ? (
          <EmptyState icon={ShieldCheck} title="No deletion waits">
            When many records disappear at once, or when you asked to be asked, the deletions wait here and
            nothing is deleted until somebody says so.
          </EmptyState>
        ) : (
          <div className="stack">
            {all.map((approval) => (
              <DeletionCard
                key={approval.id}
                approval={approval}
                other={otherOf(approval.integrationId) ?? approval.integrationName}
              />
            ))}
            <MoreButton
              what="deletions"
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
