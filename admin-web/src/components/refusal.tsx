import { CircleAlert } from 'lucide-react';
import { troubleOf } from '../lib/problems.ts';

/** Why an act was refused, beside the button that was pressed; nothing while all is well. */
export function Refusal({ error }: { readonly error: unknown }) {
  if (error === null || error === undefined) return null;
  const { title, advice, requestId } = troubleOf(error);
  return (
    <div className="note bad" role="alert">
      <CircleAlert aria-hidden />
      <div className="grow">
        <strong>{title}</strong>
        <p>{advice}</p>
        {requestId !== undefined && <p className="small">For the operators: request {requestId}</p>}
      </div>
    </div>
  );
}
