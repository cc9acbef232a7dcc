import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Moment } from '../../components/moment.tsx';
import { useToast } from '../../components/toasts.tsx';
import { recordWord } from '../../lib/glossary.ts';
import { useApi } from '../../lib/session.ts';
import { capital, counted, sentence } from '../../lib/words.ts';
import { type Approval, decideApproval } from './requests/deletions.ts';

type Act = 'approve' | 'reject';

function told(act: Act, pairs: number): string {
  if (pairs === 0) return 'Nothing waited any more: what was deleted came back meanwhile, or was edited.';
  const records = counted(pairs, 'record');
  if (act === 'approve') return `${records} will be deleted.`;
  return pairs === 1 ? 'The record stays.' : `${records} stay.`;
}

/** A list of deletions that waits: why, which, and the two ways on. */
export function DeletionCard({ approval, other }: { readonly approval: Approval; readonly other: string }) {
  const [act, setAct] = useState<Act>();
  const [api, client, toast, heading] = [useApi(), useQueryClient(), useToast(), useId()];
  const decide = useMutation({
    mutationFn: (chosen: Act) => decideApproval(api, approval, chosen),
    onSuccess({ pairs }, chosen) {
      toast({ text: told(chosen, pairs) });
    },
    onSettled: () =>
      Promise.all(
        ['approvals', 'integrations', 'status'].map((key) => client.invalidateQueries({ queryKey: [key] })),
      ),
  });
  const many = counted(approval.count, 'deletion');
  return (
    <article className="card decision" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>
          {approval.integrationName}: {many}
        </h2>
        <p className="soft">
          {sentence(approval.reason)} <Moment at={approval.createdAt} label="Since" />
        </p>
      </header>
      <ul className="samples">
        {approval.samples.map(({ resourceType, internalId, recordTitle, deletedIn }) => (
          <li key={`${resourceType}-${internalId}`}>
            <strong>{recordTitle ?? `${capital(recordWord[resourceType])} ${internalId}`}</strong>
            <span className="soft small">
              {' '}
              {recordWord[resourceType]}, deleted in {deletedIn === 'BRITEPOOL' ? 'BritePool' : other}
            </span>
          </li>
        ))}
        {approval.count > approval.samples.length && (
          <li className="soft">and {approval.count - approval.samples.length} more</li>
        )}
      </ul>
      <footer className="row">
        <Button look="main" onPress={() => setAct('reject')}>
          Keep the records
        </Button>
        <Button onPress={() => setAct('approve')}>Delete them on the other side too</Button>
      </footer>
      {act !== undefined && (
        <Confirm
          title={act === 'approve' ? `Let ${many} go through?` : 'Keep the records?'}
          isOpen
          onClose={() => setAct(undefined)}
          act={act === 'approve' ? `Delete ${counted(approval.count, 'record')}` : 'Keep them'}
          onAct={() => decide.mutate(act, { onSuccess: () => setAct(undefined) })}
          isPending={decide.isPending}
          error={decide.error}
          isGrave={act === 'approve'}
        >
          {act === 'approve' ? (
            <p>
              What was deleted on one side is deleted on the other too. A record that came back or was edited
              since then stays.
            </p>
          ) : (
            <p>Nothing is deleted. The records that are left go their own way and are not synced any more.</p>
          )}
        </Confirm>
      )}
    </article>
  );
}
