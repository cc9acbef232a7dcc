import { CircleAlert, CircleCheck } from 'lucide-react';
import { connectResults } from '../../../../shared/contract/connect-results.ts';

/** How a sign-in at the other system ended, and what to do. */
export function ConnectNote({ result }: { readonly result: keyof typeof connectResults }) {
  const isGood = result === 'authorized' || result === 'reconnected';
  const Icon = isGood ? CircleCheck : CircleAlert;
  return (
    <div className={`note ${isGood ? 'good' : 'bad'}`} role={isGood ? 'status' : 'alert'}>
      <Icon aria-hidden />
      <p className="grow">{connectResults[result]}</p>
    </div>
  );
}
