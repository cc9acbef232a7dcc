import { Link } from '@tanstack/react-router';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import { CopyButton } from '../../../components/copy-button.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { PageHeading } from '../../../components/page-heading.tsx';
import { isDescribed } from '../draft.ts';

export interface Created {
  readonly integration: {
    readonly id: string;
    readonly name: string;
    readonly webhookEndpoint: string;
    readonly webhookSecret: string;
  };
  readonly warnings: readonly string[];
}

/** Done: what has to be entered over there, and how the first import goes. */
export function Connected({
  created: { integration, warnings },
  connector,
  children,
}: {
  readonly created: Created;
  readonly connector: ConnectorView;
  /** What the first import would do, and how it goes. */
  readonly children: ReactNode;
}) {
  const { id, name, webhookEndpoint, webhookSecret } = integration;
  const values = (
    <div className="stack tight">
      <CopyButton label="Address for news (webhook)" text={webhookEndpoint} />
      <CopyButton label="Secret" text={webhookSecret} />
      <p className="small soft">
        The secret is shown only now. If it gets lost, a new one is made on the page of the integration.
      </p>
    </div>
  );
  return (
    <>
      <header>
        <PageHeading title={`${name} is connected`} />
        <p className="soft lead">
          Nothing is synced before you begin; after that it goes on by itself, and you need not wait for it
          here.
        </p>
      </header>
      {warnings.map((warning) => (
        <div key={warning} className="note warn">
          <CircleAlert aria-hidden />
          <p className="grow">{warning}</p>
        </div>
      ))}
      {isDescribed(connector) && (
        <section className="card stack" aria-labelledby="hook">
          <h2 id="hook">Enter this in the other system</h2>
          <p>Then it tells us of changes at once. Without it, changes are found by the regular check.</p>
          {values}
        </section>
      )}
      <section className="card stack" aria-labelledby="import">
        <h2 id="import">First import</h2>
        {children}
      </section>
      {!isDescribed(connector) && connector.webhooks.supported && (
        <Disclosure title={`Only if ${connector.name} asks for a webhook by hand`}>{values}</Disclosure>
      )}
      <div className="row">
        <Link className="button" to="/integrations/$id" params={{ id }}>
          Go to {name}
        </Link>
        <Link className="button" to="/integrations">
          All integrations
        </Link>
      </div>
    </>
  );
}
