import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useToast } from '../../components/toasts.tsx';
import type { Decisions } from '../../components/use-decisions.ts';
import { useApi } from '../../lib/session.ts';
import { dropParked, type Parked, retryParked } from './requests/parked.ts';
import { titleOf } from './words.ts';

/** What can be done with one change: tried at once, or dropped in ten seconds. */
export function useItemActs(decisions: Decisions) {
  const [api, client, toast] = [useApi(), useQueryClient(), useToast()];
  const retry = useMutation({
    mutationFn: (item: Parked) => retryParked(api, item.id),
    onSuccess: (_, item) =>
      toast({ text: `“${titleOf(item)}” is tried again now. It leaves this list once it went through.` }),
    onSettled() {
      // The try itself takes a moment longer than the answer to the request.
      window.setTimeout(() => void client.invalidateQueries({ queryKey: ['parked'] }), 2500);
      return client.invalidateQueries({ queryKey: ['parked'] });
    },
  });
  return {
    retry,
    drop: (item: Parked, reason: string) =>
      decisions.act({
        ...{ id: item.id, title: titleOf(item), text: 'the change will be dropped.' },
        ...{ touches: ['parked', 'logs'], send: () => dropParked(api, item.id, reason) },
      }),
  };
}
