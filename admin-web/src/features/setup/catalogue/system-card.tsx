import { ArrowRight, Check } from 'lucide-react';
import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import { Button } from '../../../components/button.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { offerOf, promptness } from '../abilities.ts';

/** One system: what it is good for, how soon changes are seen, and what it cannot do. */
export const SystemCard = ({
  connector,
  isChosen,
  onChoose,
}: {
  readonly connector: ConnectorView;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) => (
  <li className={`card system ${isChosen ? 'chosen' : ''}`}>
    <div className="row start">
      <span className="initial" aria-hidden>
        {connector.name.slice(0, 1).toUpperCase()}
      </span>
      <div className="grow">
        <h2>{connector.name}</h2>
        <p>{offerOf(connector)}</p>
        <p className="small soft">{promptness(connector)}</p>
      </div>
    </div>
    <Disclosure title={`What to know about ${connector.name}`}>
      <ul className="cannot small">
        {connector.cannot.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Disclosure>
    <div className="row between">
      {isChosen ? (
        <span className="row small soft">
          <Check size={16} aria-hidden />
          Chosen; what you entered is kept
        </span>
      ) : (
        <span />
      )}
      <Button look={isChosen ? 'main' : 'plain'} onPress={onChoose}>
        {isChosen ? `Go on with ${connector.name}` : `Connect ${connector.name}`}
        <ArrowRight size={16} aria-hidden />
      </Button>
    </div>
  </li>
);
