import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RefreshCw, X } from 'lucide-react';
import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { Button } from '../../components/button.tsx';
import { useApi } from '../../lib/session.ts';
import { counted, listWords } from '../../lib/words.ts';
import { type Refreshed, startSyncs } from './requests/start-syncs.ts';

/** Starts a run of every integration that can. */
export function useRefreshAll(integrations: readonly IntegrationView[]) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => startSyncs(api, integrations),
    onSettled: () => client.invalidateQueries({ queryKey: ['integrations'] }),
  });
}
type RefreshAll = ReturnType<typeof useRefreshAll>;

export const RefreshAllButton = ({ refresh }: { readonly refresh: RefreshAll }) => (
  <Button onPress={() => refresh.mutate()} isPending={refresh.isPending}>
    <RefreshCw size={17} aria-hidden />
    {refresh.isPending ? 'Starting …' : 'Refresh all'}
  </Button>
);

/** What came of it: which runs were started, which were not and why. */
export const RefreshAllNote = ({ refresh }: { readonly refresh: RefreshAll }) => (
  <div role="status" className="said">
    {refresh.data !== undefined && (
      <div className="note good">
        <RefreshCw aria-hidden />
        <div className="grow">
          <strong>{headline(refresh.data)}</strong>
          {refresh.data.left.length > 0 && (
            <ul>
              {refresh.data.left.map(({ name, why }) => (
                <li key={name}>
                  {name} was not started: {why.replace(/\.$/, '')}.
                </li>
              ))}
            </ul>
          )}
        </div>
        <Button look="icon" aria-label="Close this message" onPress={() => refresh.reset()}>
          <X size={16} aria-hidden />
        </Button>
      </div>
    )}
  </div>
);

const headline = ({ started }: Refreshed): string =>
  started.length === 0
    ? 'No run was started.'
    : started.length > 3
      ? `${counted(started.length, 'run')} started. Watch them on the cards below.`
      : `Started: ${listWords(started)}.`;
