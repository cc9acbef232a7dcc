import { useQuery } from '@tanstack/react-query';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { Loaded } from '../../../components/loaded.tsx';
import { Moment } from '../../../components/moment.tsx';
import { otherSide } from '../../../lib/glossary.ts';
import { useApi } from '../../../lib/session.ts';
import { type LedgerView, ledger } from '../requests/ledger.ts';
import { accountText, missingText } from './ledger-words.ts';

/** Whether anything that was received got lost. */
export function LedgerCard({ integration }: { readonly integration: IntegrationView }) {
  const query = useQuery(ledger(useApi(), integration.id));
  return (
    <section className="card stack" aria-labelledby="ledger">
      <h2 id="ledger">Nothing lost?</h2>
      <Loaded query={query} what="the account">
        {(data) => <Account data={data} other={otherSide(integration)} />}
      </Loaded>
    </section>
  );
}

function Account({ data, other }: { readonly data: LedgerView; readonly other: string }) {
  const { checkedAt, totals, missing } = data;
  if (checkedAt === null)
    return <p className="soft">Nothing was counted yet. It happens by itself, every hour.</p>;
  return (
    <>
      <p>{accountText(totals)}</p>
      {missing.length > 0 && (
        <>
          <p className="small">
            These came in and have no end. Their records are looked at again by themselves.
          </p>
          <ul className="small">
            {missing.map((each) => (
              <li key={each.logId}>
                {missingText(each, other)}, <Moment at={each.receivedAt} label="received" />
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="small soft">
        <Moment at={checkedAt} label="Counted" />
      </p>
    </>
  );
}
