import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { useToast } from '../../components/toasts.tsx';
import type { Decisions } from '../../components/use-decisions.ts';
import { useApi } from '../../lib/session.ts';
import { counted } from '../../lib/words.ts';
import { actOnMany, type Progress, type Target } from './requests/act-on-many.ts';
import { doneWords } from './words.ts';

export interface ManyActsProps {
  /** Under this name a drop waits its ten seconds. */
  readonly id: string;
  readonly title: string;
  readonly target: Target;
  readonly count: number;
  readonly isExact: boolean;
  readonly canRetry: boolean;
  readonly decisions: Decisions;
  readonly onDone: () => void;
}

/** Try many again or drop them: counted before, watched while it goes on, told after. A drop can be taken back. */
export function ManyActs({ id, title, target, count, isExact, canRetry, decisions, onDone }: ManyActsProps) {
  const [api, client, toast] = [useApi(), useQueryClient(), useToast()];
  const [asked, setAsked] = useState<'retry' | 'drop'>();
  const [progress, setProgress] = useState<Progress>();
  const many = `${isExact ? '' : 'at least '}${counted(count, 'change')}`;
  const retry = useMutation({
    mutationFn: () => actOnMany(api, { act: 'retry', target }, setProgress),
    onSuccess(done) {
      toast({ text: doneWords('retry', done), seconds: 10 });
      setAsked(undefined);
      onDone();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['parked'] }),
  });
  const drop = (reason: string) => {
    setAsked(undefined);
    decisions.act({
      ...{ id, title, text: `${many} will be dropped.`, touches: ['parked', 'logs'] },
      async send() {
        toast({
          text: doneWords('drop', await actOnMany(api, { act: 'drop', target, reason }, setProgress)),
        });
        onDone();
      },
    });
  };
  const seen = (progress?.done ?? 0) + (progress?.refused ?? 0);
  return (
    <>
      {canRetry && (
        <Button onPress={() => setAsked('retry')}>{'ids' in target ? 'Try these now' : 'Try all now'}</Button>
      )}
      <Button look="plain" onPress={() => setAsked('drop')}>
        {'ids' in target ? 'Drop these' : 'Drop all'}
      </Button>
      {asked === 'retry' && (
        <Confirm
          title={`Try ${many} again?`}
          isOpen
          onClose={() => setAsked(undefined)}
          act={`Try ${counted(count, 'change')} now`}
          onAct={() => retry.mutate()}
          isPending={retry.isPending}
          error={retry.error}
        >
          <p>Each is sent anew as the record is now. What goes through leaves this list; what fails stays.</p>
          {retry.isPending && (
            <div className="progress" role="status">
              <progress max={Math.max(count, seen)} value={seen} aria-label="Tried again" />
              {seen.toLocaleString('en-GB')} of {many} …
            </div>
          )}
        </Confirm>
      )}
      {asked === 'drop' && (
        <Confirm
          title={`Drop ${many}?`}
          isOpen
          onClose={() => setAsked(undefined)}
          act={`Drop ${counted(count, 'change')}`}
          onAct={drop}
          isPending={false}
          error={null}
          reason="needed"
          isGrave
        >
          <p>
            These changes are not brought over. The records on both sides stay as they are; a later change of
            one of them is looked at anew. You have ten seconds to take it back.
          </p>
        </Confirm>
      )}
    </>
  );
}
