import { Link } from '@tanstack/react-router';
import { ArrowLeft, PlugZap, RefreshCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../../../components/button.tsx';
import { Refusal } from '../../../components/refusal.tsx';
import { requestOf } from '../draft.ts';
import { useCheckNew } from '../requests/check-new.ts';
import { before } from '../steps.ts';
import { TestResults } from '../test-results.tsx';
import { useChoiceLabels } from '../use-choice-labels.ts';
import { mendStep, quotaOf, summaryOf } from './review.ts';
import type { StepProps } from './step-props.ts';

export interface ReviewStepProps extends Omit<StepProps, 'errors' | 'onChange' | 'onNext'> {
  /** The service found something wrong in what was entered. */
  readonly onWrong: (error: unknown) => void;
  readonly onConnect: () => void;
  readonly isConnecting: boolean;
  readonly error: unknown;
}

/** Everything once more, the connection tried for real, and the button that connects. */
export function ReviewStep(props: ReviewStepProps) {
  const { connector, draft, secrets, onWrong, onConnect, isConnecting, error } = props;
  const check = useCheckNew();
  const { mutate } = check;
  const test = () => mutate(requestOf(connector, draft, secrets), { onError: onWrong });
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    test();
  });
  const failed = check.data?.steps.find(({ ok }) => !ok);
  const labels = Object.fromEntries(connector.streams.map(({ name, label }) => [name, label]));
  const quota = quotaOf(connector, draft);
  const labelOf = useChoiceLabels();
  return (
    <div className="stack setup-form">
      <section className="card stack" aria-labelledby="entered">
        <h2 id="entered">What you entered</h2>
        <dl className="review">
          {summaryOf(connector, draft, labelOf).map(({ term, text, step }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
              <dd>
                <Link to="/integrations/new" search={{ step }}>
                  Change<span className="hidden">: {term}</span>
                </Link>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="card stack" aria-labelledby="test">
        <div className="row between">
          <h2 id="test">Does it work?</h2>
          <Button onPress={test} isPending={check.isPending}>
            <RefreshCw size={16} aria-hidden />
            Test again
          </Button>
        </div>
        <p role="status" className={check.data?.ok === false ? 'bad-text' : 'soft'}>
          {check.isPending && `Trying everything at ${connector.name}. Nothing is stored yet …`}
          {check.data?.ok === true && `Everything works. ${signedInAs(check.data.account)}`}
          {check.data?.ok === false && 'Something does not work yet. Nothing that you entered is lost.'}
        </p>
        <Refusal error={check.error} />
        {check.data !== undefined && <TestResults steps={check.data.steps} labels={labels} />}
        {failed !== undefined && (
          <Link className="button" to="/integrations/new" search={{ step: mendStep(failed.step) }}>
            {mendWord[mendStep(failed.step)]}
          </Link>
        )}
      </section>
      <section className={`note ${quota.fits ? 'calm' : 'warn'}`} aria-label="Requests">
        <div className="grow">
          <strong>{quota.fits ? 'This rhythm fits' : 'This rhythm is too fast'}</strong>
          <p>{quota.sentences.join(' ')} The first import takes more, once.</p>
        </div>
        {!quota.fits && (
          <Link className="button" to="/integrations/new" search={{ step: 'basics' }}>
            Choose another rhythm
          </Link>
        )}
      </section>
      <Refusal error={error} />
      <div className="row between">
        <Link className="button" to="/integrations/new" search={{ step: before('review') }}>
          <ArrowLeft size={16} aria-hidden />
          Back
        </Link>
        <Button
          look="main"
          onPress={onConnect}
          isPending={isConnecting}
          isDisabled={check.data?.ok !== true || check.isPending}
        >
          <PlugZap size={17} aria-hidden />
          {isConnecting ? 'Connecting …' : 'Connect and look what would happen'}
        </Button>
      </div>
    </div>
  );
}

const signedInAs = (account: string | undefined) => (account === undefined ? '' : `Signed in as ${account}.`);
const mendWord = {
  basics: 'Correct the address',
  'sign-in': 'Correct the sign-in',
  sync: 'Change what to sync',
} as const;
