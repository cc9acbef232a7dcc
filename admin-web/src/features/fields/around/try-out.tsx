import { useMutation } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { type Column, DataTable } from '../../../components/data-table.tsx';
import { Form } from '../../../components/form.tsx';
import { Refusal } from '../../../components/refusal.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { fieldErrors } from '../../../lib/problems.ts';
import { useApi } from '../../../lib/session.ts';
import { showValue } from '../../../lib/show-value.ts';
import { listWords } from '../../../lib/words.ts';
import { type Place, type Rule, type Tried, tryRules } from '../requests/field-mappings.ts';

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
        {attempt.data !== undefined && <Result place={place} tried={attempt.data} other={other} />}
      </div>
    </section>
  );
}

type TriedRule = Tried['rules'][number];
const isEmpty = (value: TriedRule['theirs']): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);
const raw = (value: TriedRule['theirs']): string =>
  isEmpty(value) ? 'empty' : typeof value === 'string' ? value : JSON.stringify(value);

function Result({
  place,
  tried,
  other,
}: {
  readonly place: Place;
  readonly tried: Tried;
  readonly other: string;
}) {
  const show = (field: string, value: TriedRule['after']) => showValue(place.resourceType, field, value);
  const columns: readonly Column<TriedRule>[] = [
    { title: 'Field', isName: true, of: ({ label }) => label },
    { title: `In ${other}`, of: ({ theirs }) => raw(theirs) },
    {
      title: 'BritePool now',
      of: ({ field, before }) => (tried.recordId === null ? '–' : show(field, before)),
    },
    {
      title: 'BritePool then',
      of: ({ field, before, after, held }) => (
        <>
          {JSON.stringify(before) === JSON.stringify(after) && tried.recordId !== null ? (
            <span className="soft">stays</span>
          ) : (
            <strong>{show(field, after)}</strong>
          )}
          {held !== undefined && <span className="error">Waits: {held}</span>}
        </>
      ),
    },
  ];
  return (
    <div className="stack tight">
      <p>
        Record {tried.externalId} of {other}
        {tried.recordId === null
          ? ', which BritePool does not have yet.'
          : `, in BritePool ${tried.recordId}.`}
      </p>
      {tried.missing.length > 0 && (
        <p className="error">It would not be taken: {listWords(tried.missing)} is empty over there.</p>
      )}
      {tried.skip !== undefined && <p className="error">It would be left alone: {tried.skip}</p>}
      <DataTable
        label="Before and after"
        columns={columns}
        items={tried.rules}
        keyOf={({ field }) => field}
      />
    </div>
  );
}
