import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Moment } from '../../components/moment.tsx';
import { troubleOf } from '../../lib/problems.ts';
import { useApi } from '../../lib/session.ts';
import type { Why } from './field-rows.ts';
import { ruleOf } from './requests/story.ts';

/** Where a value came from and when; by which rule, on demand. */
export function WhyCell({
  why,
  field,
  label,
}: {
  readonly why: Why;
  readonly field: string;
  readonly label: string;
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { logId } = why;
  return (
    <>
      {why.text}
      {why.at !== undefined && (
        <span className="help">
          <Moment at={why.at} label="" />
        </span>
      )}
      {logId !== undefined && (
        <div className="why-act">
          <Button
            look="plain"
            aria-expanded={open}
            aria-controls={id}
            aria-label={`By which rule: ${label}`}
            onPress={() => setOpen(!open)}
          >
            By which rule
          </Button>
          <span id={id} hidden={!open} className="help">
            {open && <Rule logId={logId} field={field} />}
          </span>
        </div>
      )}
    </>
  );
}

function Rule({ logId, field }: { readonly logId: string; readonly field: string }) {
  const { data, error } = useQuery(ruleOf(useApi(), logId, field));
  if (error !== null) return troubleOf(error).title;
  return data ?? 'Looking …';
}
