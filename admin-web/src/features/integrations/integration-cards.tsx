import { useState } from 'react';
import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { Button } from '../../components/button.tsx';
import { Choose } from '../../components/choose.tsx';
import { TextField } from '../../components/text-field.tsx';
import { counted } from '../../lib/words.ts';
import { type CardFilter, type CardState, fitting } from './card-filter.ts';
import { IntegrationCard } from './integration-card.tsx';
import type { AllMetrics } from './requests/all-metrics.ts';

const states: readonly (readonly [CardState, string])[] = [
  ['needs', 'Needs somebody'],
  ['well', 'Healthy'],
  ['resting', 'Paused or off'],
];

export interface IntegrationCardsProps {
  /** Those that need somebody first. */
  readonly integrations: readonly IntegrationView[];
  readonly metrics: AllMetrics | undefined;
  readonly filter: CardFilter;
  readonly onFilter: (filter: CardFilter) => void;
}

/** Every integration as a card, to be searched by name and state. */
export function IntegrationCards({ integrations, metrics, filter, onFilter }: IntegrationCardsProps) {
  // What is typed must not wait for the address.
  const [find, setFind] = useState(filter.find ?? '');
  const shown = fitting(integrations, { ...filter, find });
  const all = () => {
    setFind('');
    onFilter({ find: undefined, state: undefined });
  };
  return (
    <section aria-labelledby="all-integrations" className="stack">
      <header className="row between">
        <h2 id="all-integrations">All integrations</h2>
        <search className="row card-filters" aria-label="Find an integration">
          <TextField
            label="Search by name"
            name="find"
            inputMode="search"
            value={find}
            onChange={(text) => {
              setFind(text);
              onFilter({ ...filter, find: text === '' ? undefined : text });
            }}
          />
          <Choose
            label="State"
            any="Any state"
            options={states}
            value={filter.state}
            onChange={(state) => onFilter({ ...filter, state })}
          />
        </search>
      </header>
      <p role="status" className="hidden">
        {shown.length < integrations.length &&
          `${counted(shown.length, 'integration fits', 'integrations fit')}`}
      </p>
      {shown.length === 0 ? (
        <div className="card row between">
          <p>No integration fits what you search for.</p>
          <Button onPress={all}>Show all</Button>
        </div>
      ) : (
        <ul className="cards" aria-label="All integrations">
          {shown.map((integration) => (
            <IntegrationCard
              key={integration.id}
              integration={integration}
              hours={metrics?.integrations.find(({ id }) => id === integration.id)?.hours}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
