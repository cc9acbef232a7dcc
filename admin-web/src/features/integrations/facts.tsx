import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { clashWord, dataWord, directionWord, otherSide, rhythmWord } from '../../lib/glossary.ts';
import { capital, listWords } from '../../lib/words.ts';

/** What this integration was set up to do. */
export function Facts({ integration }: { readonly integration: IntegrationView }) {
  const { syncDirection, dataTypes, syncFrequency, conflictStrategy } = integration;
  const facts = [
    ['Direction', directionWord(syncDirection, otherSide(integration))],
    ['What is kept equal', capital(listWords(dataTypes.map((type) => dataWord[type])))],
    ['How often', rhythmWord[syncFrequency]],
    ['When both sides change the same', clashWord[conflictStrategy]],
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
