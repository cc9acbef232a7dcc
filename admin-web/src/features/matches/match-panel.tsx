import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Tag } from '../../components/tag.tsx';
import { useApi } from '../../lib/session.ts';
import { type Act, actsOf, explained, perform } from './acts.ts';
import { Agreed } from './agreed.tsx';
import { MatchFacts } from './match-facts.tsx';
import { nameOf, numbersOf, type Row, stateOf, typeOf } from './rows.ts';

export interface MatchPanelProps {
  readonly integrationId: string;
  readonly other: string;
  readonly row: Row;
  readonly onClose: () => void;
  readonly onDone: (text: string) => void;
}

/** One match: how it stands, what both agreed on, and what can be done with it. */
export function MatchPanel({ integrationId, other, row, onClose, onDone }: MatchPanelProps) {
  const api = useApi();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Act>();
  const act = useMutation({
    mutationFn: (wanted: { act: Act; reason: string }) =>
      perform(api, integrationId, wanted.act, row, wanted.reason),
    onSuccess: (_, wanted) => onDone(explained(wanted.act, row, other).done),
    onSettled: () => client.invalidateQueries(),
  });
  const state = stateOf(row);
  const { ours } = numbersOf(row);
  return (
    <Dialog title={nameOf(row)} isOpen onClose={onClose} size="wide">
      <div className="row start">
        <Tag word={state.word} />
        <p className="grow">{state.text}</p>
      </div>
      <MatchFacts row={row} other={other} />
      {row.kind === 'pair' && <Agreed pair={row.pair} other={other} />}
      <footer className="row">
        {actsOf(row).map((each) => (
          <Button key={each} onPress={() => setAsked(each)}>
            {explained(each, row, other).act}
          </Button>
        ))}
        {ours !== undefined && (
          <Link
            className="button plain"
            to="/records/$type/$id"
            params={{ type: typeOf(row).toLowerCase(), id: ours }}
          >
            See its story
          </Link>
        )}
      </footer>
      {asked !== undefined && (
        <ActQuestion
          act={asked}
          row={row}
          other={other}
          onClose={() => {
            setAsked(undefined);
            act.reset();
          }}
          onAct={(reason) => act.mutate({ act: asked, reason })}
          isPending={act.isPending}
          error={act.error}
        />
      )}
    </Dialog>
  );
}

interface ActQuestionProps {
  readonly act: Act;
  readonly row: Row;
  readonly other: string;
  readonly onClose: () => void;
  readonly onAct: (reason: string) => void;
  readonly isPending: boolean;
  readonly error: unknown;
}

function ActQuestion({ act, row, other, ...rest }: ActQuestionProps) {
  const { title, act: verb, happens, stays, back } = explained(act, row, other);
  return (
    <Confirm {...rest} title={title} isOpen act={verb} {...(act === 'resume' ? {} : { reason: 'needed' })}>
      <dl className="meanings">
        <dt>What happens</dt>
        <dd>{happens}</dd>
        <dt>What stays</dt>
        <dd>{stays}</dd>
        <dt>To take it back</dt>
        <dd>{back}</dd>
      </dl>
    </Confirm>
  );
}
