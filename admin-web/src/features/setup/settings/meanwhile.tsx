import { UsersRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import { Button } from '../../../components/button.tsx';
import { useChoiceLabels } from '../use-choice-labels.ts';
import type { Meanwhile as Change, Edited } from './edited.ts';
import { fieldWord, valueText } from './edited-words.ts';

export interface MeanwhileProps {
  readonly others: {
    readonly theirs: Edited;
    readonly changes: readonly Change[];
    readonly settle: (keep: 'mine' | 'theirs') => void;
  };
  readonly mine: Edited;
  readonly connector: ConnectorView;
}

/** Somebody else saved first: what they changed, and whose values stay. Nothing is saved before that is said. */
export function Meanwhile({ others: { theirs, changes, settle }, mine, connector }: MeanwhileProps) {
  const labelOf = useChoiceLabels();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const clashes = changes.some(({ isClash }) => isClash);
  return (
    <section className="card stack meanwhile" aria-labelledby="meanwhile" role="alert">
      <div className="row start">
        <UsersRound aria-hidden />
        <div className="grow">
          <h2 id="meanwhile" ref={heading} tabIndex={-1}>
            Somebody else changed this meanwhile
          </h2>
          <p>
            {clashes
              ? 'Nothing of yours is saved yet. Where both of you changed the same, say whose stays; all else of both is kept.'
              : 'Nothing of yours is saved yet. You changed different things, so both can stay.'}
          </p>
        </div>
      </div>
      <dl className="review">
        {changes.map(({ field, isClash }) => (
          <div key={field}>
            <dt>{fieldWord[field]}</dt>
            <dd>
              They: <strong>{valueText(field, theirs, connector, labelOf)}</strong>
              {isClash && (
                <>
                  <br />
                  You: <strong>{valueText(field, mine, connector, labelOf)}</strong>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <div className="row acts">
        {clashes && <Button onPress={() => settle('theirs')}>Take theirs</Button>}
        <Button look="main" onPress={() => settle('mine')}>
          {clashes ? 'Keep mine' : 'Save mine as well'}
        </Button>
      </div>
    </section>
  );
}
