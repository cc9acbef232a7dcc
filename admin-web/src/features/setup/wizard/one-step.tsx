import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import { fieldErrors } from '../../../lib/problems.ts';
import { useApi } from '../../../lib/session.ts';
import type { Draft, Secrets } from '../draft.ts';
import { takenNames } from '../requests/taken-names.ts';
import type { Step } from '../step-names.ts';
import { after, errorsOn, placed, problemsOf, stepOf } from '../steps.ts';
import { BasicsStep } from './basics-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { SignInStep } from './sign-in-step.tsx';
import type { DraftChange } from './step-props.ts';
import { SyncStep } from './sync-step.tsx';
import type { useDraft } from './use-draft.ts';
import { useSignIn } from './use-sign-in.ts';
import type { WizardProps } from './wizard-props.ts';

interface OneStepProps {
  readonly step: Step;
  readonly connector: ConnectorView;
  readonly draft: Draft;
  readonly secrets: Secrets;
  readonly kept: ReturnType<typeof useDraft>;
  readonly onStep: WizardProps['onStep'];
  readonly onConnect: (onWrong: (error: unknown) => void) => void;
  readonly isConnecting: boolean;
  readonly connectError: unknown;
}

/** The step itself: what is wrong in it is told at its field, and going on asks whoever can say. */
export function OneStep(props: OneStepProps) {
  const { step, connector, draft, secrets, kept, onStep } = props;
  const api = useApi();
  const client = useQueryClient();
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const go = () => {
    setErrors({});
    onStep(after(step));
  };
  const signIn = useSignIn({ connector, draft, secrets }, go);
  // An error goes when its field is typed in, not when it is left: nothing moves under the pointer.
  const mend = (fields: readonly string[]) =>
    setErrors((now) => Object.fromEntries(Object.entries(now).filter(([field]) => !fields.includes(field))));
  const onWrong = (error: unknown) => {
    const found = placed(fieldErrors(error), connector, draft);
    const place = Object.keys(found)
      .map((field) => stepOf(field, connector))
      .find((each) => each !== undefined);
    setErrors(found);
    if (place !== undefined) onStep(place);
  };
  const onNext = async () => {
    // Whether the name is free is told again in the end; nobody waits for it here when it cannot be asked.
    const names = step === 'basics' ? await client.fetchQuery(takenNames(api)).catch(() => []) : [];
    const lacking = { ...problemsOf(step, connector, draft, secrets), ...taken(draft.name, names) };
    setErrors(lacking);
    if (Object.keys(lacking).length > 0) return;
    if (step === 'sign-in') signIn.start((error) => setErrors(placed(fieldErrors(error), connector, draft)));
    else go();
  };
  const shared = {
    ...{ connector, draft, secrets },
    onNext: () => void onNext(),
    errors: errorsOn(step, errors, connector),
    onChange: (changes: DraftChange) => {
      const opened = Object.keys(changes.open ?? {}).map((name) => `credentials.${name}`);
      const chosen = Object.keys(changes.settings ?? {}).map((name) => `settings.${name}`);
      mend([
        ...Object.keys(changes),
        ...opened,
        ...chosen,
        ...(changes.described === undefined ? [] : ['settings']),
      ]);
      kept.change(changes);
    },
  };
  if (step === 'basics') return <BasicsStep {...shared} />;
  if (step === 'sync') return <SyncStep {...shared} />;
  if (step === 'review') {
    return (
      <ReviewStep
        {...shared}
        onWrong={onWrong}
        onConnect={() => props.onConnect(onWrong)}
        isConnecting={props.isConnecting}
        error={props.connectError}
      />
    );
  }
  return (
    <SignInStep
      {...shared}
      onSecret={(name, value) => {
        mend([`credentials.${name}`]);
        kept.setSecret(name, value);
      }}
      isPending={signIn.isPending}
      error={signIn.error}
    />
  );
}

const taken = (name: string, names: readonly string[]): Readonly<Record<string, string>> =>
  names.some((each) => each.trim().toLowerCase() === name.trim().toLowerCase())
    ? { name: `There is already an integration called “${name.trim()}”. Choose another name.` }
    : {};
