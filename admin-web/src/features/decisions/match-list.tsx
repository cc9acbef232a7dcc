import { useQueries } from '@tanstack/react-query';
import { Link2 } from 'lucide-react';
import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useDecisions } from '../../components/use-decisions.ts';
import { otherSide } from '../../lib/glossary.ts';
import { useApi } from '../../lib/session.ts';
import { MatchCard } from './match-card.tsx';
import { listMatches } from './requests/matches.ts';

/** Records of other systems that could be more than one of ours, integration by integration. */
export function MatchList({ integrations }: { readonly integrations: readonly IntegrationView[] }) {
  const api = useApi();
  const decisions = useDecisions();
  const query = useQueries({
    queries: integrations.map(({ id }) => listMatches(api, id)),
    combine: (all) => ({
      data: all.some(({ data }) => data === undefined) ? undefined : all.flatMap(({ data }) => data ?? []),
      error: all.find(({ error }) => error !== null)?.error ?? null,
      isFetching: all.some(({ isFetching }) => isFetching),
      dataUpdatedAt: Math.min(...all.map(({ dataUpdatedAt }) => dataUpdatedAt)),
      refetchAll: () => all.map(({ refetch }) => refetch()),
    }),
  });
  return (
    <Loaded query={query} onRetry={query.refetchAll} what="the questions">
      {(found) =>
        found.every(({ matches }) => matches.length === 0) ? (
          <EmptyState icon={Link2} title="Every record is known">
            At the first sync, and when a record could be more than one of ours, the question which is which
            lands here.
          </EmptyState>
        ) : (
          <div className="stack">
            {found
              .filter(({ matches }) => matches.length > 0)
              .map(({ integrationId, matches, hasMore }) => {
                const integration = integrations.find(({ id }) => id === integrationId);
                const name = integration?.name ?? '';
                return (
                  <section key={integrationId} className="stack" aria-label={name}>
                    <h2>{name}</h2>
                    {matches.map((match) => (
                      <MatchCard
                        key={`${match.id}-${match.version}`}
                        integrationId={integrationId}
                        other={integration === undefined ? 'the other system' : otherSide(integration)}
                        match={match}
                        decisions={decisions}
                      />
                    ))}
                    {hasMore && <p className="soft">More follow when these are answered.</p>}
                  </section>
                );
              })}
          </div>
        )
      }
    </Loaded>
  );
}
