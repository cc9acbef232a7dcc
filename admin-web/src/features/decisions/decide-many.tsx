import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useApi } from '../../lib/session.ts';
import { counted } from '../../lib/words.ts';
import { type ChoiceForMany, resolveMany } from './requests/conflicts.ts';

type Choice = ChoiceForMany['choice'];

const asked: { readonly [choice in Choice]: { readonly act: string; readonly text: string } } = {
  LOCAL_WINS: {
    act: 'Keep BritePool’s',
    text: 'Every field that clashes keeps what BritePool has, and the other system gets it.',
  },
  EXTERNAL_WINS: {
    act: 'Keep the other system’s',
    text: 'Every field that clashes takes what the other system has.',
  },
  IGNORE: { act: 'Put aside', text: 'Nothing is written. Each comes back when one of its values changes.' },
};

/** One choice for all that are selected: counted before, watched while it goes on, told after. */
export function DecideMany({
  ids,
  onDone,
}: {
  readonly ids: readonly string[];
  readonly onDone: () => void;
}) {
  const [choice, setChoice] = useState<Choice>();
  const [done, setDone] = useState(0);
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const send = useMutation({
    async mutationFn(chosen: Choice) {
      let [rest, kept] = [ids, 0];
      while (rest.length > 0) {
        const { results } = await resolveMany(api, { ids: [...rest], choice: chosen });
        const looked = new Set(results.map(({ conflictId }) => conflictId));
        kept += results.filter(({ outcome }) => outcome === 'changed' || outcome === 'refused').length;
        const left = rest.filter((id) => !looked.has(id));
        if (left.length === rest.length) throw new Error('The service decided none of them.');
        rest = left;
        setDone(ids.length - rest.length);
      }
      return kept;
    },
    onSuccess(kept) {
      const through = counted(ids.length - kept, 'record');
      toast({
        text:
          kept === 0
            ? `Done for ${through}.`
            : `Done for ${through}; ${counted(kept, 'record')} changed meanwhile and stay open.`,
        seconds: 10,
      });
      setChoice(undefined);
      onDone();
    },
    onSettled: () => client.invalidateQueries(),
  });
  if (ids.length === 0) return null;
  const many = counted(ids.length, 'record');
  return (
    <section className="bulk row" aria-label={`For the ${many} that are selected`}>
      <strong className="grow" role="status">
        {many} selected
      </strong>
      <Button onPress={() => setChoice('LOCAL_WINS')}>Keep BritePool’s</Button>
      <Button onPress={() => setChoice('EXTERNAL_WINS')}>Keep the other’s</Button>
      <Button look="plain" onPress={() => setChoice('IGNORE')}>
        Put aside
      </Button>
      <Button look="plain" onPress={onDone}>
        Select none
      </Button>
      {choice !== undefined && (
        <Confirm
          title={`Decide ${many} at once?`}
          isOpen
          onClose={() => setChoice(undefined)}
          act={`${asked[choice].act} for ${many}`}
          onAct={() => send.mutate(choice)}
          isPending={send.isPending}
          error={send.error}
        >
          <p>{asked[choice].text}</p>
          {send.isPending && (
            <p role="status">
              {done} of {ids.length} done …
            </p>
          )}
        </Confirm>
      )}
    </section>
  );
}
