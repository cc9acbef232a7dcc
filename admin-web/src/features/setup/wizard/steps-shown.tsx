import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import { useApi } from '../../../lib/session.ts';
import { ChooseSystem } from '../catalogue/choose-system.tsx';
import { newDraft, requestOf } from '../draft.ts';
import { useCreateIntegration } from '../requests/create-integration.ts';
import { takenNames } from '../requests/taken-names.ts';
import type { Step } from '../step-names.ts';
import { stepFor } from '../steps.ts';
import { Connected } from './connected.tsx';
import { OneStep } from './one-step.tsx';
import type { useDraft } from './use-draft.ts';
import type { WizardProps } from './wizard-props.ts';

interface StepsProps extends Pick<WizardProps, 'onStep' | 'firstImport'> {
  readonly connectors: readonly ConnectorView[];
  readonly kept: ReturnType<typeof useDraft>;
  readonly wanted: Step;
  readonly head: (step: Step) => ReactNode;
}

/** The step that the address asks for, or the first that lacks something. */
export function Steps(props: StepsProps) {
  const { connectors, kept, wanted, onStep, head } = props;
  const { draft, secrets } = kept;
  const connector = connectors.find(({ type }) => type === draft?.type);
  const names = useQuery(takenNames(useApi())).data ?? [];
  const create = useCreateIntegration();
  const [made, setMade] = useState<ConnectorView>();
  if (made !== undefined && create.data !== undefined) {
    return (
      <Connected created={create.data} connector={made}>
        {props.firstImport(create.data.integration.id)}
      </Connected>
    );
  }
  const step = stepFor(wanted, connector, draft, secrets);
  if (step === 'system' || connector === undefined || draft === undefined) {
    const choose = (chosen: ConnectorView) => {
      if (chosen.type !== draft?.type) kept.begin(newDraft(chosen, names));
      onStep('basics');
    };
    return (
      <>
        {head('system')}
        <ChooseSystem connectors={connectors} chosen={draft?.type} onChoose={choose} />
      </>
    );
  }
  return (
    <>
      {head(step)}
      <OneStep
        {...{ step, connector, draft, secrets, kept, onStep }}
        isConnecting={create.isPending}
        connectError={create.error}
        onConnect={(onWrong) =>
          create.mutate(
            { ...requestOf(connector, draft, secrets), firstImport: 'wait' },
            {
              onError: onWrong,
              onSuccess: () => {
                setMade(connector);
                kept.done();
              },
            },
          )
        }
      />
    </>
  );
}
