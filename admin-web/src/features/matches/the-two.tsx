import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { TextField } from '../../components/text-field.tsx';
import { fieldLabel, showValue } from '../../lib/show-value.ts';
import type { Both, Found, Kind } from './requests/look-up.ts';

export interface TheTwoProps {
  readonly two: Both;
  readonly kind: Kind;
  readonly other: string;
  readonly onLink: (reason: string) => void;
  readonly isPending: boolean;
  readonly error: unknown;
}

/** The two records side by side, and the act that makes them one. */
export function TheTwo({ two, kind, other, onLink, isPending, error }: TheTwoProps) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  return (
    <section className="stack" aria-label="The two records that were found">
      <div className="fields" role="status">
        <Side title="In BritePool" found={two.ours} kind={kind} />
        <Side title={`In ${other}`} found={two.theirs} kind={kind} />
      </div>
      <dl className="meanings">
        <dt>What happens</dt>
        <dd>The two are one from now on: what is equal counts as agreed, what is empty is filled.</dd>
        <dt>What stays</dt>
        <dd>Where they differ, the rule of this integration decides, or you do. Nothing is deleted.</dd>
        <dt>To take it back</dt>
        <dd>Unlink the two. What was filled in meanwhile stays.</dd>
      </dl>
      <Form
        label="Match the two"
        errors={missing ? { reason: 'Say why in a few words: others will read it in the history.' } : {}}
        onSubmit={() => {
          const lacking = reason.trim() === '';
          setMissing(lacking);
          if (!lacking) onLink(reason.trim());
        }}
      >
        <TextField
          label="Why?"
          name="reason"
          value={reason}
          onChange={setReason}
          help="Kept in the history with your name."
        />
        <Refusal error={error} />
        <div className="row acts">
          <Button type="submit" look="main" isPending={isPending}>
            Match the two
          </Button>
        </div>
      </Form>
    </section>
  );
}

const mostFields = 6;
const Side = ({
  title,
  found,
  kind,
}: {
  readonly title: string;
  readonly found: Found;
  readonly kind: Kind;
}) => (
  <section className="card">
    <h3>{title}</h3>
    <dl className="review">
      {found.fields.slice(0, mostFields).map(([field, value]) => (
        <div key={field}>
          <dt>{fieldLabel(kind, field)}</dt>
          <dd>{showValue(kind, field, value)}</dd>
        </div>
      ))}
      <div>
        <dt>Number</dt>
        <dd>{found.id}</dd>
      </div>
    </dl>
  </section>
);
