import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { CopyButton } from '../../../components/copy-button.tsx';
import { Form } from '../../../components/form.tsx';
import { RadioCards } from '../../../components/radio-cards.tsx';
import { grantWord, signInWord } from '../../../lib/setup-words.ts';
import { wayOf } from '../draft.ts';
import { SignInFields } from '../fields/sign-in-fields.tsx';
import { GuideButton } from '../guide/guide-button.tsx';
import { SignInTrouble } from '../sign-in/sign-in-trouble.tsx';
import { StepActs } from './step-acts.tsx';
import type { StepProps } from './step-props.ts';

export interface SignInStepProps extends StepProps {
  readonly onSecret: (name: string, value: string) => void;
  readonly isPending: boolean;
  readonly error: unknown;
}

/** How the other system lets us in. */
export function SignInStep(props: SignInStepProps) {
  const { connector, draft, secrets, errors, onChange, onSecret, onNext, isPending, error } = props;
  const [again, setAgain] = useState(false);
  const way = wayOf(connector, draft);
  if (way === undefined) return null;
  const isDone = way.inBrowser && draft.connectionId !== undefined && !again;
  return (
    <div className="setup-form">
      <Form label="Sign in" errors={errors} onSubmit={onNext}>
        {connector.signIns.length > 1 && (
          <RadioCards
            label={`How to sign in to ${connector.name}`}
            name="way"
            options={connector.signIns.map(({ authType, grant }, at) => ({
              value: String(at),
              ...(grant === undefined ? signInWord[authType] : grantWord[grant]),
            }))}
            value={String(draft.way)}
            onChange={(picked) => onChange({ way: Number(picked), connectionId: undefined })}
          />
        )}
        <SignInTrouble error={error} name={connector.name} />
        {isDone ? (
          <SignedIn
            name={connector.name}
            onAgain={() => {
              setAgain(true);
              onChange({ connectionId: undefined });
            }}
          />
        ) : (
          <>
            {way.inBrowser && (
              <CopyButton
                label={`${connector.name} asks for a redirect address. Enter this one there:`}
                text={`${window.location.origin}/api/oauth/callback`}
              />
            )}
            <SignInFields
              way={way}
              values={{ ...draft.open, ...secrets }}
              onChange={(name, value, isSecret) =>
                isSecret ? onSecret(name, value) : onChange({ open: { ...draft.open, [name]: value } })
              }
            />
          </>
        )}
        <div className="row">
          <GuideButton type={connector.type} name={connector.name} />
          <a className="small" href={connector.docsUrl} target="_blank" rel="noreferrer">
            What {connector.name} itself says <ExternalLink size={14} aria-hidden />
            <span className="hidden"> (opens a new tab)</span>
          </a>
        </div>
        <StepActs
          step="sign-in"
          next={nextWord(way.inBrowser && !isDone, connector.name)}
          isPending={isPending}
        />
        <p className="hidden" role="status">
          {isPending && `Asking ${connector.name} …`}
        </p>
      </Form>
    </div>
  );
}

const nextWord = (leaves: boolean, name: string) =>
  leaves ? `Allow access at ${name}` : 'Sign in and go on';

const SignedIn = ({ name, onAgain }: { readonly name: string; readonly onAgain: () => void }) => (
  <div className="note good">
    <div className="grow">
      <strong>You are signed in to {name}.</strong>
      <p>It holds for an hour; then you would sign in once more.</p>
    </div>
    <Button onPress={onAgain}>Sign in with another account</Button>
  </div>
);
