import { RefreshCw, TriangleAlert } from 'lucide-react';
import { troubleOf } from '../lib/problems.ts';
import { useSession } from '../lib/session.ts';
import { clockTime } from '../lib/time.ts';
import { Button } from './button.tsx';

export interface TroubleNoteProps {
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly isRetrying?: boolean;
  /** Epoch ms of the data still on the page; absent when there is none. */
  readonly dataFrom?: number;
}

/** What went wrong, what to do, and how old the data below is. Never instead of data that is there. */
export function TroubleNote({ error, onRetry, isRetrying = false, dataFrom }: TroubleNoteProps) {
  const { auth } = useSession();
  const { title, advice, cure, requestId } = troubleOf(error);
  const act = {
    'try-again': { label: 'Try again', run: onRetry },
    reload: { label: 'Load again', run: () => window.location.reload() },
    'sign-in': { label: 'Sign in', run: () => void auth.signInAgain() },
  }[cure];
  return (
    <div className="note bad" role="alert">
      <TriangleAlert aria-hidden />
      <div className="grow">
        <strong>{title}</strong>
        <p>
          {advice}
          {dataFrom !== undefined && ` What you see below is from ${clockTime(dataFrom)}.`}
        </p>
        {requestId !== undefined && <p className="small">For the operators: request {requestId}</p>}
      </div>
      <Button onPress={act.run} isDisabled={isRetrying}>
        <RefreshCw size={16} aria-hidden />
        {isRetrying ? 'Trying …' : act.label}
      </Button>
    </div>
  );
}
