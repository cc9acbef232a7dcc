import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import { Refusal } from '../../../components/refusal.tsx';
import { useToast } from '../../../components/toasts.tsx';
import { useApi } from '../../../lib/session.ts';
import { waitsToBegin } from '../before-import/waits-to-begin.ts';
import { activate } from '../requests/activate.ts';
import { endMaintenance } from '../requests/end-maintenance.ts';
import type { Mend } from './a-need.ts';

type Act = Extract<Mend, { kind: 'activate' | 'end-maintenance' }>;

/** A button that mends at once; what it did is said in passing, a refusal below it. */
export function MendAct({ mend }: { readonly mend: Act }) {
  const api = useApi();
  const client = useQueryClient();
  const say = useToast();
  const act = useMutation({
    mutationFn: async () => {
      await (mend.kind === 'activate' ? activate(api, mend.integration) : endMaintenance(api));
    },
    onSuccess: () =>
      say({
        text:
          mend.kind === 'end-maintenance'
            ? 'Everything goes on. What waited is caught up with.'
            : waitsToBegin(mend.integration)
              ? `The first import of ${mend.integration.name} has begun.`
              : `${mend.integration.name} goes on. What waited is caught up with.`,
      }),
    onSettled: () =>
      Promise.all(['integrations', 'status'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
  return (
    <>
      <Button onPress={() => act.mutate()} isPending={act.isPending}>
        <Play size={16} aria-hidden />
        {mend.label}
      </Button>
      <Refusal error={act.error} />
    </>
  );
}
