import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pause, Play, Square } from 'lucide-react';
import { useState } from 'react';
import type { JobView } from '../../../../shared/contract/jobs.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useApi } from '../../lib/session.ts';
import { actOnRun, type RunAct } from './requests/act-on-run.ts';
import { isOver } from './run-words.ts';

const done: { readonly [act in RunAct]: string } = {
  pause: 'rests after the page it is at, and keeps its place.',
  resume: 'goes on where it was.',
  cancel: 'is ended. What it did stays.',
};

/** Lets a run rest, go on, or ends it. Nothing for one that is over. */
export function RunActs({ job, name }: { readonly job: JobView; readonly name: string }) {
  const api = useApi();
  const client = useQueryClient();
  const say = useToast();
  const [isAsking, setAsking] = useState(false);
  const act = useMutation({
    mutationFn: (wanted: RunAct) => actOnRun(api, job.id, wanted),
    onSuccess: (_answer, wanted) => {
      setAsking(false);
      say({ text: `The run of ${name} ${done[wanted]}` });
    },
    // What is read anew need not be waited for: the next act may follow at once.
    onSettled: () => {
      for (const key of ['runs', 'integrations']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
  if (isOver(job)) return null;
  return (
    <>
      <div className="row">
        {job.status === 'RUNNING' && (
          <Button
            onPress={() => act.mutate('pause')}
            isPending={act.isPending}
            aria-label={`Pause: the run of ${name}`}
          >
            <Pause size={16} aria-hidden />
            Pause
          </Button>
        )}
        {job.heldBy === 'ADMIN' && (
          <Button
            onPress={() => act.mutate('resume')}
            isPending={act.isPending}
            aria-label={`Go on: the run of ${name}`}
          >
            <Play size={16} aria-hidden />
            Go on
          </Button>
        )}
        <Button look="plain" onPress={() => setAsking(true)} aria-label={`End it: the run of ${name}`}>
          <Square size={16} aria-hidden />
          End it
        </Button>
      </div>
      {!isAsking && <Refusal error={act.error} />}
      <Confirm
        title={`End the run of ${name}?`}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        act="End it"
        onAct={() => act.mutate('cancel')}
        isPending={act.isPending}
        error={act.error}
      >
        <p>It ends after the page it is at. What it did stays; the next run looks at the rest.</p>
      </Confirm>
    </>
  );
}
