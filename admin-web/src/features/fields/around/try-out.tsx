import { useMutation } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Form } from '../../../components/form.tsx';
import { Refusal } from '../../../components/refusal.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { fieldErrors } from '../../../lib/problems.ts';
import { useApi } from '../../../lib/session.ts';
import { type Place, type Rule, tryRules } from '../requests/field-mappings.ts';
import { TryResult } from './try-result.tsx';

export interface TryOutProps {
  readonly place: Place;
  readonly rules: readonly Rule[];
  readonly other: string;
}

/** The rules as they stand here, tried on one real record; nothing is written. */
export function TryOut({ place, rules, other }: TryOutProps) {
  const api = useApi();
  const [number, setNumber] = useState('');
  const attempt = useMutation({ mutationFn: () => tryRules(api, place, rules, number.trim()) });
  const { externalId, ...others } = fieldErrors(attempt.error);
  return (
    <section className="card stack" aria-labelledby="try-out">
      <header>
        <h3 id="try-out">Try it on a real record</h3>
        <p className="soft">
          With the rules as you see them, saved or not. Nothing is written, here or there.
        </p>
      </header>
      <Form
        label="Try it on a real record"
        errors={externalId === undefined ? {} : { externalId }}
        onSubmit={() => attempt.mutate()}
      >
        <div className="try-out">
          <TextField
            label={`Number of a record in ${other}`}
            name="externalId"
            value={number}
            onChange={setNumber}
            help={`Empty: the first that ${other} has.`}
          />
          <Button type="submit" isPending={attempt.isPending}>
            <FlaskConical size={16} aria-hidden />
            {attempt.isPending ? 'Trying …' : 'Try it'}
          </Button>
        </div>
        {externalId === undefined && <Refusal error={attempt.error} />}
        {Object.entries(others).map(([part, message]) => (
          <p key={part} className="error">
            {message}
          </p>
        ))}
      </Form>
      <div role="status">
        {attempt.data !== undefined && <TryResult place={place} tried={attempt.data} other={other} />}
      </div>
    </section>
  );
}
