import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { Button } from '../../../components/button.tsx';
import { Form } from '../../../components/form.tsx';
import { Moment } from '../../../components/moment.tsx';
import { RadioCards } from '../../../components/radio-cards.tsx';
import { grantWord, signInWord } from '../../../lib/setup-words.ts';
import { SignInFields } from '../fields/sign-in-fields.tsx';
import { GuideButton } from '../guide/guide-button.tsx';
import { SignInTrouble } from './sign-in-trouble.tsx';
import { useRenewal } from './use-renewal.ts';

/** Another token, or the access allowed once more; then the integration goes on by itself. */
export function SignInAgain({
  integration,
  connector,
}: {
  readonly integration: IntegrationView;
  readonly connector: ConnectorView;
}) {
  const ways = connector.signIns.filter(({ authType }) => authType === integration.authType);
  const [at, setAt] = useState(0);
  const way = ways[at];
  const renewal = useRenewal(integration, connector, way);
  if (way === undefined) return null;
  const hasStopped = integration.status === 'ERROR';
  return (
    <section className="card stack" aria-labelledby="sign-in">
      <div className="row between">
        <h2 id="sign-in">Sign in again</h2>
        <span className="small soft">
          <Moment at={integration.credentialsSetAt} label="Signed in" />
        </span>
      </div>
      <p className="soft">
        {hasStopped
          ? `${connector.name} stopped. Once it accepts a sign-in, everything goes on and what was missed is caught up with.`
          : 'Needed only when the token changes or somebody else should do the sync. Nothing that waits is lost.'}
      </p>
      <Form label="Sign in again" errors={renewal.errors} onSubmit={renewal.submit}>
        {ways.length > 1 && (
          <RadioCards
            label={`How to sign in to ${connector.name}`}
            name="way"
            options={ways.map(({ authType, grant }, each) => ({
              value: String(each),
              ...(grant === undefined ? signInWord[authType] : grantWord[grant]),
            }))}
            value={String(at)}
            onChange={(picked) => setAt(Number(picked))}
          />
        )}
        <SignInTrouble error={renewal.error} name={connector.name} />
        <SignInFields
          way={way}
          values={renewal.values}
          onChange={(name, value) => renewal.type(name, value)}
          keepsRest={integration.authType === 'OAUTH2'}
        />
        <GuideButton type={connector.type} name={connector.name} />
        <div className="row between">
          <p role="status" className={renewal.said === undefined ? 'hidden' : 'note good'}>
            {renewal.said}
          </p>
          <Button look="main" type="submit" isPending={renewal.isPending}>
            <KeyRound size={17} aria-hidden />
            {way.inBrowser ? `Sign in at ${connector.name}` : 'Try it and go on'}
          </Button>
        </div>
      </Form>
    </section>
  );
}
