import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Decided } from '../../components/decided.tsx';
import { RadioCards } from '../../components/radio-cards.tsx';
import { Refusal } from '../../components/refusal.tsx';
import type { Decisions } from '../../components/use-decisions.ts';
import { recordWord } from '../../lib/glossary.ts';
import { useApi } from '../../lib/session.ts';
import { fieldLabel, showValue } from '../../lib/show-value.ts';
import { decideMatch, type Match } from './requests/matches.ts';

export interface MatchCardProps {
  readonly integrationId: string;
  readonly other: string;
  readonly match: Match;
  readonly decisions: Decisions;
}

const titles = ['title', 'name', 'description', 'email'];
const mostFields = 6;

/** One record of the other system: which of ours it is, or none. */
export function MatchCard({ integrationId, other, match, decisions }: MatchCardProps) {
  const api = useApi();
  const heading = useId();
  const [answer, setAnswer] = useState<string>();
  const { id, version, resourceType, fields, candidates } = match;
  const kind = recordWord[resourceType];
  const known = titles
    .map((field) => fields[field])
    .find((value) => typeof value === 'string' && value !== '');
  const title = typeof known === 'string' ? known : `${kind} ${match.externalId}`;
  const decided = decisions.decided(id);
  if (decided !== undefined)
    return (
      <Decided
        title={title}
        text={decided}
        {...(decisions.canUndo(id) ? { onUndo: () => decisions.undo(id) } : {})}
      />
    );
  const send = (text: string, body: Parameters<typeof decideMatch>[3]) =>
    decisions.act({
      id,
      title,
      text,
      touches: ['matches'],
      send: () => decideMatch(api, integrationId, id, body),
    });
  const use = () => {
    if (answer === undefined) return;
    if (answer === 'create') send(`a new ${kind} is made for it.`, { act: 'create', version });
    else if (answer === 'skip') send('it is left out.', { act: 'skip', version });
    else send('the two are one from now on.', { act: 'link', internalId: answer, version });
  };
  const shown = Object.entries(fields)
    .filter(([, value]) => value !== null && value !== '')
    .slice(0, mostFields);
  return (
    <article className="card decision" aria-labelledby={heading}>
      <header>
        <h3 id={heading}>{title}</h3>
        <p className="small soft">
          A {kind} in {other}. {match.reason}
        </p>
      </header>
      <Refusal error={decisions.error(id)} />
      <dl className="facts">
        {shown.map(([field, value]) => (
          <div key={field}>
            <dt>{fieldLabel(resourceType, field)}</dt>
            <dd>{showValue(resourceType, field, value)}</dd>
          </div>
        ))}
      </dl>
      <RadioCards
        label={`Which ${kind} in BritePool is it?`}
        name={`match-${id}`}
        options={[
          ...candidates.map((candidate) => ({
            value: candidate.id,
            text: candidate.title ?? candidate.id,
            help: `Number in BritePool: ${candidate.id}`,
          })),
          { value: 'create', text: 'None of them', help: `A new ${kind} is made in BritePool.` },
          { value: 'skip', text: 'Leave it out', help: `It stays in ${other} only.` },
        ]}
        value={answer}
        onChange={setAnswer}
      />
      <footer className="row">
        <Button look="main" isDisabled={answer === undefined} onPress={use}>
          Use this answer
        </Button>
      </footer>
    </article>
  );
}
