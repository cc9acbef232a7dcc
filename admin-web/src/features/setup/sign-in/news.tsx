import { CircleAlert, RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { Button } from '../../../components/button.tsx';
import { ChooseOne } from '../../../components/choose.tsx';
import { Confirm } from '../../../components/confirm.tsx';
import { CopyButton } from '../../../components/copy-button.tsx';
import { exactTime } from '../../../lib/time.ts';
import { isDescribed } from '../draft.ts';
import { useRotateSecret } from '../requests/rotate-secret.ts';

const overlaps = [
  ['0', 'at once'],
  ['1', 'after an hour'],
  ['24', 'after a day'],
  ['72', 'after three days'],
  ['168', 'after a week'],
] as const;
type Overlap = (typeof overlaps)[number][0];

/** How the other system tells us of changes: the address, whether it knows it, and a new secret. */
export function News({
  integration,
  connector,
}: {
  readonly integration: IntegrationView;
  readonly connector: ConnectorView;
}) {
  const { id, webhookEndpoint, webhooksRegistered, webhookProblem } = integration;
  const rotate = useRotateSecret(id);
  const [isAsking, setAsking] = useState(false);
  const [overlap, setOverlap] = useState<Overlap>('24');
  const made = rotate.data;
  return (
    <section className="card stack" aria-labelledby="news">
      <h2 id="news">How we hear of changes</h2>
      {webhookProblem !== undefined && (
        <div className="note warn">
          <CircleAlert aria-hidden />
          <p className="grow">{webhookProblem} Until then changes are found by the regular check.</p>
        </div>
      )}
      <p>{knownBy(connector, webhooksRegistered)}</p>
      <CopyButton label="Address for news (webhook)" text={webhookEndpoint} />
      {made !== undefined && (
        <div className="stack tight" role="status">
          <CopyButton label="New secret, shown only now" text={made.webhookSecret} />
          <p>
            Enter it in the other system. The old secret is accepted until {exactTime(made.oldAcceptedUntil)}.
          </p>
        </div>
      )}
      <div className="row acts">
        <Button onPress={() => setAsking(true)}>
          <RotateCw size={16} aria-hidden />
          Make a new secret
        </Button>
      </div>
      <Confirm
        title="Make a new secret?"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        act="Make a new secret"
        onAct={() => rotate.mutate(Number(overlap), { onSuccess: () => setAsking(false) })}
        isPending={rotate.isPending}
        error={rotate.error}
      >
        <p>
          The secret proves that news really comes from {connector.name}. A new one is shown once; enter it
          there before the old one ends, and no news is lost.
        </p>
        <ChooseOne label="The old secret ends" options={overlaps} value={overlap} onChange={setOverlap} />
      </Confirm>
    </section>
  );
}

function knownBy(connector: ConnectorView, registered: number): string {
  if (isDescribed(connector))
    return 'Enter this address in the other system, with the secret that was shown when it was connected.';
  return registered === 0
    ? `${connector.name} does not tell us of changes at present; they are found by the regular check.`
    : `${connector.name} knows this address and tells us of changes at once.`;
}
