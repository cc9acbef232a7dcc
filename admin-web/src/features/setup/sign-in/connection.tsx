import { useQuery } from '@tanstack/react-query';
import type { connectResults } from '../../../../../shared/contract/connect-results.ts';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { Loaded } from '../../../components/loaded.tsx';
import { useApi } from '../../../lib/session.ts';
import { ConnectNote } from '../connect-note.tsx';
import { listConnectors } from '../requests/list-connectors.ts';
import { ConnectionTest } from './connection-test.tsx';
import { News } from './news.tsx';
import { SignInAgain } from './sign-in-again.tsx';

/** How an integration reaches the other system: whether it works, the sign-in, and how news arrives. */
export function Connection({
  integration,
  result,
}: {
  readonly integration: IntegrationView;
  /** How a sign-in that was just tried at the other system ended. */
  readonly result: keyof typeof connectResults | undefined;
}) {
  const connectors = useQuery(listConnectors(useApi()));
  return (
    <Loaded query={connectors} what="the connection">
      {(known) => {
        const connector = known.find(({ type }) => type === integration.type);
        if (connector === undefined)
          return <p className="note warn">This service does not know such a system any more.</p>;
        return (
          <div className="stack setup-form">
            {result !== undefined && <ConnectNote result={result} />}
            <SignInAgain integration={integration} connector={connector} />
            <ConnectionTest integration={integration} connector={connector} />
            {connector.webhooks.supported && <News integration={integration} connector={connector} />}
          </div>
        );
      }}
    </Loaded>
  );
}
