import { useQuery } from '@tanstack/react-query';
import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { clashWord, dataWord, directionWord, otherSide, rhythmWord } from '../../lib/glossary.ts';
import { useApi } from '../../lib/session.ts';
import { capital, listWords } from '../../lib/words.ts';
import { quotaUse } from './requests/quota-use.ts';

/** What this integration was set up to do, and what that asks of the other system. */
export function Facts({ integration }: { readonly integration: IntegrationView }) {
  const { id, syncDirection, dataTypes, syncFrequency, conflictStrategy } = integration;
  const quota = useQuery(quotaUse(useApi(), id)).data ?? undefined;
  const other = otherSide(integration);
  const facts = [
    ['Direction', directionWord(syncDirection, other)],
    ['What is kept equal', capital(listWords(dataTypes.map((type) => dataWord[type])))],
    ['How often', rhythmWord[syncFrequency]],
    ['When both sides change the same', clashWord[conflictStrategy]],
    ...(quota === undefined
      ? []
      : [['What its schedule uses', `${quota.usedPercent} % of the requests that ${other} allows`]]),
  ] as const;
  return (
    <dl className="facts">
      {facts.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
