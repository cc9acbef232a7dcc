import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/checkbox.tsx';
import { Decided } from '../../components/decided.tsx';
import { Moment } from '../../components/moment.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { recordWord } from '../../lib/glossary.ts';
import { capital } from '../../lib/words.ts';
import { type Choices, isComplete, oneSide, stillHolding } from './choices.ts';
import { FieldChoice } from './field-choice.tsx';
import type { Conflict } from './requests/conflicts.ts';

export interface ConflictCardProps {
  readonly conflict: Conflict;
  readonly other: string;
  readonly isSelected: boolean;
  readonly onSelect: (isSelected: boolean) => void;
  readonly onDecide: (choices: Choices, push: boolean) => void;
  readonly onPutAside: () => void;
  /** How many others clash in the same fields. */
  readonly similar: number;
  readonly onSimilar: () => void;
  /** What was decided and can still be taken back. */
  readonly decided: string | undefined;
  readonly canUndo: boolean;
  readonly onUndo: () => void;
  readonly error: unknown;
}

/** One conflict as a decision to take. */
export function ConflictCard(props: ConflictCardProps) {
  const { conflict, other, isSelected, onSelect, onDecide, onPutAside, similar, onSimilar, decided, error } =
    props;
  const [choices, setChoices] = useState<Choices>({});
  const [seen, setSeen] = useState(conflict);
  const [moved, setMoved] = useState(false);
  if (seen.version !== conflict.version) {
    const holding = stillHolding(choices, seen, conflict);
    setMoved(moved || Object.keys(holding).length < Object.keys(choices).length);
    setChoices(holding);
    setSeen(conflict);
  }
  const [push, setPush] = useState(true);
  const heading = useId();
  const title =
    conflict.recordTitle ?? `${capital(recordWord[conflict.resourceType])} ${conflict.resourceId}`;
  if (decided !== undefined)
    return <Decided title={title} text={decided} {...(props.canUndo ? { onUndo: props.onUndo } : {})} />;
  const decideFor = (side: 'local' | 'external') => onDecide(oneSide(conflict, side), push);
  return (
    <article className="card decision" aria-labelledby={heading} data-conflict={conflict.id}>
      <header className="row start">
        <Checkbox isSelected={isSelected} onChange={onSelect} label={`Select “${title}”`} />
        <div className="grow">
          <h3 id={heading} tabIndex={-1}>
            {title}
          </h3>
          <p className="small soft">
            {capital(recordWord[conflict.resourceType])} · {conflict.conflictReason}{' '}
            <Moment at={conflict.createdAt} label="Found" />
          </p>
        </div>
      </header>
      <Refusal error={error} />
      {moved && (
        <p className="note warn" role="status">
          A value changed while you looked. What you chose for it is open again.
        </p>
      )}
      {conflict.fields.map((field) => (
        <FieldChoice
          key={field.field}
          conflict={conflict}
          field={field}
          other={other}
          choice={choices[field.field]}
          onChange={(choice) => setChoices({ ...choices, [field.field]: choice })}
        />
      ))}
      <Checkbox
        isSelected={push}
        onChange={setPush}
        help={`Without it BritePool and ${other} stay different.`}
      >
        Also write the decision to {other}
      </Checkbox>
      <footer className="row">
        <Button
          look="main"
          isDisabled={!isComplete(conflict, choices)}
          onPress={() => onDecide(choices, push)}
        >
          Use what is chosen
        </Button>
        <Button onPress={() => decideFor('local')}>Keep BritePool’s</Button>
        <Button onPress={() => decideFor('external')}>Keep {other}’s</Button>
        <Button look="plain" onPress={onPutAside}>
          Put aside
        </Button>
        <Link
          className="button plain"
          to="/records/$type/$id"
          params={{ type: conflict.resourceType.toLowerCase(), id: conflict.resourceId }}
        >
          Its story
        </Link>
        {similar > 0 && (
          <Button look="plain" onPress={onSimilar}>
            {similar === 1 ? 'Select the similar one too' : `Select the ${similar} similar ones too`}
          </Button>
        )}
      </footer>
    </article>
  );
}
