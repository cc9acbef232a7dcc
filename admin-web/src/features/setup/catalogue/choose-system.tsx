import { SearchX } from 'lucide-react';
import { useState } from 'react';
import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { counted } from '../../../lib/words.ts';
import { matching } from '../abilities.ts';
import { SystemCard } from './system-card.tsx';

/** The systems that can be connected, and what each is good for. */
export function ChooseSystem({
  connectors,
  chosen,
  onChoose,
}: {
  readonly connectors: readonly ConnectorView[];
  readonly chosen: string | undefined;
  readonly onChoose: (connector: ConnectorView) => void;
}) {
  const [typed, setTyped] = useState('');
  const found = matching(connectors, typed);
  return (
    <>
      <div className="find-system">
        <TextField
          label="Find a system"
          name="find"
          value={typed}
          onChange={setTyped}
          type="search"
          placeholder="Its name, or what you keep there: hours, events"
        />
        <p className="small soft" role="status">
          {typed === '' ? counted(found.length, 'system') : `${counted(found.length, 'system')} found`}
        </p>
      </div>
      {found.length === 0 && (
        <EmptyState
          icon={SearchX}
          title="No system fits"
          action={<Button onPress={() => setTyped('')}>Show all systems</Button>}
        >
          Anything else that has an API can be connected as “Other REST system”.
        </EmptyState>
      )}
      <ul className="systems" aria-label="Systems">
        {found.map((connector) => (
          <SystemCard
            key={connector.type}
            connector={connector}
            isChosen={connector.type === chosen}
            onChoose={() => onChoose(connector)}
          />
        ))}
      </ul>
    </>
  );
}
