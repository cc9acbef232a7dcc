import { KeyRound } from 'lucide-react';
import { Refusal } from '../../../components/refusal.tsx';
import { fieldErrors } from '../../../lib/problems.ts';

/** Why a sign-in did not work; a refused one with what to do rather than with what the system called it. */
export function SignInTrouble({ error, name }: { readonly error: unknown; readonly name: string }) {
  const said = fieldErrors(error)['test.signed-in'];
  if (said === undefined) return <Refusal error={error} />;
  return (
    <div className="note bad" role="alert">
      <KeyRound aria-hidden />
      <div className="grow">
        <strong>{name} does not accept this sign-in</strong>
        <p>
          Check that it was copied whole, that it was not taken back there, and that it belongs to the right
          account. Then enter it again; everything else is kept.
        </p>
        <p className="small">What it said: {said}</p>
      </div>
    </div>
  );
}
