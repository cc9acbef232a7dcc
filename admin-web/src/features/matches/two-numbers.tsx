import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { mappingOperations } from '../../../../shared/contract/mappings.ts';
import { Button } from '../../components/button.tsx';
import { ChooseOne } from '../../components/choose.tsx';
import { Form } from '../../components/form.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { TextField } from '../../components/text-field.tsx';
import { recordWord } from '../../lib/glossary.ts';
import { fieldErrors, troubleOf } from '../../lib/problems.ts';
import { useApi } from '../../lib/session.ts';
import { capital } from '../../lib/words.ts';
import { type Kind, lookUpBoth, NotFound } from './requests/look-up.ts';
import { TheTwo } from './the-two.tsx';

const empty = { ours: '', theirs: '' };

export interface TwoNumbersProps {
  readonly integrationId: string;
  readonly other: string;
  readonly kinds: readonly Kind[];
  readonly onClose: () => void;
  readonly onDone: (text: string) => void;
}

/** The numbers of two records, looked up and then said to be one. */
export function TwoNumbers({ integrationId, other, kinds, onClose, onDone }: TwoNumbersProps) {
  const api = useApi();
  const client = useQueryClient();
  const [kind, setKind] = useState<Kind>(kinds.includes('TASK') ? 'TASK' : (kinds[0] ?? 'TASK'));
  const [numbers, setNumbers] = useState(empty);
  const [missing, setMissing] = useState<Readonly<Record<string, string>>>({});
  const look = useMutation({
    mutationFn: () => lookUpBoth(api, integrationId, kind, numbers),
    onError: (error) => {
      if (error instanceof NotFound) setMissing({ [error.side]: adviceOf(error.cause) });
    },
  });
  const link = useMutation({
    mutationFn: (reason: string) => {
      const body = { resourceType: kind, internalId: numbers.ours, externalId: numbers.theirs, reason };
      return api(mappingOperations.relinkMapping, { params: { id: integrationId }, body });
    },
    onSuccess: () => onDone('The two are one from now on. They are compared at once.'),
    onSettled: () => client.invalidateQueries(),
  });
  const change = (changes: Partial<typeof empty>) => {
    setNumbers({ ...numbers, ...changes });
    setMissing({});
    look.reset();
    link.reset();
  };
  const submit = () => {
    const lacking = Object.entries(numbers).filter(([, text]) => text.trim() === '');
    setMissing(Object.fromEntries(lacking.map(([side]) => [side, 'Give the number of the record.'])));
    if (lacking.length === 0) look.mutate();
  };
  return (
    <>
      <Form label="The two records" errors={missing} onSubmit={submit}>
        <p>Give the number of each. Both are looked up before anything happens.</p>
        <div className="fields">
          <ChooseOne
            label="Kind of record"
            options={kinds.map((each) => [each, capital(recordWord[each])])}
            value={kind}
            onChange={(picked) => {
              setKind(picked);
              change({});
            }}
          />
          <TextField
            label="Number in BritePool"
            name="ours"
            value={numbers.ours}
            onChange={(ours) => change({ ours: ours.trim() })}
          />
          <TextField
            label={`Number in ${other}`}
            name="theirs"
            value={numbers.theirs}
            onChange={(theirs) => change({ theirs: theirs.trim() })}
          />
        </div>
        {look.error !== null && !(look.error instanceof NotFound) && <Refusal error={look.error} />}
        <div className="row acts">
          <Button onPress={onClose}>Leave it as it is</Button>
          <Button type="submit" isPending={look.isPending} {...(look.data ? {} : { look: 'main' })}>
            {look.isPending ? 'Looking …' : 'Look both up'}
          </Button>
        </div>
      </Form>
      {look.data !== undefined && (
        <TheTwo
          two={look.data}
          kind={kind}
          other={other}
          onLink={(reason) => link.mutate(reason)}
          isPending={link.isPending}
          error={link.error}
        />
      )}
    </>
  );
}

const adviceOf = (error: unknown): string => {
  const { title, advice } = troubleOf(error);
  return fieldErrors(error).externalId ?? `${title} ${advice}`.trim();
};
