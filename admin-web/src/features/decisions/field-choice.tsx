import type { ReactNode } from 'react';
import { RadioCards } from '../../components/radio-cards.tsx';
import { showValue } from '../../lib/show-value.ts';
import { exactTime, relativeTime } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { ChangedWords } from './changed-words.tsx';
import type { Choice } from './choices.ts';
import { canType, OwnValue } from './own-value.tsx';
import type { Conflict } from './requests/conflicts.ts';

type Field = Conflict['fields'][number];
type Option = 'local' | 'external' | 'own';

export interface FieldChoiceProps {
  readonly conflict: Conflict;
  readonly field: Field;
  readonly other: string;
  readonly choice: Choice | undefined;
  readonly onChange: (choice: Choice) => void;
}

/** One field that clashes: before, here and there, with who and when, and what shall hold from now on. */
export function FieldChoice({ conflict, field, other, choice, onChange }: FieldChoiceProps) {
  const { resourceType } = conflict;
  const show = (value: Field['base']) => showValue(resourceType, field.field, value);
  const marked = (value: Field['base']): ReactNode => (
    <ChangedWords before={show(field.base)} now={show(value)} />
  );
  const picked = choice === undefined || typeof choice === 'string' ? choice : 'own';
  const options: { value: Option; text: ReactNode; help: ReactNode }[] = [
    {
      value: 'local',
      text: marked(field.local.value),
      help: <Where side="BritePool" at={field.local.at} by={byWhom(field.local.by)} />,
    },
    {
      value: 'external',
      text: marked(field.external.value),
      help: <Where side={other} at={field.external.at} />,
    },
  ];
  if (canType(resourceType, field.field))
    options.push({ value: 'own', text: 'Something else', help: 'Type what shall stand on both sides.' });
  return (
    <div className="clash">
      <RadioCards<Option>
        label={field.label}
        name={`${conflict.id}-${field.field}`}
        help={`Before: ${show(field.base)}`}
        options={options}
        value={picked}
        onChange={(value) => onChange(value === 'own' ? { own: field.local.value } : value)}
      />
      {typeof choice === 'object' && (
        <OwnValue
          type={resourceType}
          field={field.field}
          value={choice.own}
          onChange={(own) => onChange({ own })}
        />
      )}
    </div>
  );
}

function Where({
  side,
  at,
  by,
}: {
  readonly side: string;
  readonly at?: string | undefined;
  readonly by?: string;
}) {
  const now = useNow();
  return (
    <>
      In {side}
      {by}
      {at !== undefined && (
        <>
          ,{' '}
          <time dateTime={at} title={exactTime(at)}>
            {relativeTime(at, now)}
          </time>
        </>
      )}
    </>
  );
}

const byWhom = (by: Field['local']['by']): string =>
  by === undefined
    ? ''
    : { britepool: ` by ${by.id}`, integration: ' by another integration', admin: ` by ${by.id}` }[by.kind];
