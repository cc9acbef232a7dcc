import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Loaded } from '../../../components/loaded.tsx';
import { PageHeading } from '../../../components/page-heading.tsx';
import { useApi } from '../../../lib/session.ts';
import { ConnectNote } from '../connect-note.tsx';
import { listConnectors } from '../requests/list-connectors.ts';
import { steps } from '../step-names.ts';
import { stepWord } from '../steps.ts';
import { StepList } from './step-list.tsx';
import { Steps } from './steps-shown.tsx';
import { useDraft } from './use-draft.ts';
import type { WizardProps } from './wizard-props.ts';

/** Five steps from nothing to a first import that waits to be begun. */
export function Wizard({ search, onStep, firstImport }: WizardProps) {
  const connectors = useQuery(listConnectors(useApi()));
  const kept = useDraft(search.connect === 'authorized' ? search.connection : undefined);
  const [told] = useState(search.connect);
  useEffect(() => {
    if (search.connect !== undefined)
      onStep(search.connect === 'authorized' ? 'sync' : 'sign-in', 'in-place');
  });
  return (
    <Loaded query={connectors} what="the systems">
      {(known) => (
        <Steps
          connectors={known}
          kept={kept}
          wanted={search.step ?? 'system'}
          onStep={onStep}
          firstImport={firstImport}
          head={(step) => (
            <>
              <Link className="back" to="/integrations">
                <ArrowLeft size={16} aria-hidden />
                All integrations
              </Link>
              <header>
                <p className="soft small">
                  Add an integration · Step {steps.indexOf(step) + 1} of {steps.length}
                  {step !== 'system' && kept.draft !== undefined && ` · ${systemOf(known, kept.draft.type)}`}
                </p>
                <PageHeading key={step} title={stepWord[step]} />
              </header>
              <StepList step={step} />
              {told !== undefined && (step === 'sync' || step === 'sign-in') && <ConnectNote result={told} />}
            </>
          )}
        />
      )}
    </Loaded>
  );
}

const systemOf = (known: readonly { readonly type: string; readonly name: string }[], type: string): string =>
  known.find((connector) => connector.type === type)?.name ?? type;
