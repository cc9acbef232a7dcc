import { useState } from 'react';
import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { Button } from '../../components/button.tsx';
import { CheckboxGroup } from '../../components/checkbox.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Form } from '../../components/form.tsx';
import { RadioCards } from '../../components/radio-cards.tsx';
import { Switch } from '../../components/switch.tsx';
import { dataWord, directionWord, otherSide } from '../../lib/glossary.ts';
import { capital } from '../../lib/words.ts';
import type { SyncChoices } from './requests/start-sync.ts';

type Direction = IntegrationView['syncDirection'];

export interface SyncOnlyProps {
  readonly integration: IntegrationView;
  readonly onClose: () => void;
  readonly onStart: (choices: SyncChoices) => void;
}

/** One run with less, or more, than usual: one way, some kinds of data, or everything again. */
export function SyncOnly({ integration, onClose, onStart }: SyncOnlyProps) {
  const { syncDirection, dataTypes } = integration;
  const [direction, setDirection] = useState<Direction>(syncDirection);
  const [kinds, setKinds] = useState<readonly (typeof dataTypes)[number][]>(dataTypes);
  const [fullSync, setFullSync] = useState(false);
  const [missing, setMissing] = useState(false);
  const ways: readonly Direction[] =
    syncDirection === 'BIDIRECTIONAL'
      ? ['BIDIRECTIONAL', 'EXTERNAL_TO_BRITEPOOL', 'BRITEPOOL_TO_EXTERNAL']
      : [syncDirection];
  const submit = () => {
    setMissing(kinds.length === 0);
    if (kinds.length > 0) onStart({ direction, dataTypes: [...kinds], fullSync });
  };
  return (
    <Dialog title="Sync only some of it" isOpen onClose={onClose}>
      <Form
        label="Sync only some of it"
        onSubmit={submit}
        {...(missing ? { errors: { kinds: 'Tick at least one kind of data.' } } : {})}
      >
        {ways.length > 1 && (
          <RadioCards
            label="Which way"
            name="direction"
            options={ways.map((value) => ({ value, text: directionWord(value, otherSide(integration)) }))}
            value={direction}
            onChange={setDirection}
          />
        )}
        <CheckboxGroup
          label="Kinds of data"
          name="kinds"
          options={dataTypes.map((value) => ({ value, text: capital(dataWord[value]) }))}
          value={kinds}
          onChange={setKinds}
        />
        <Switch
          isOn={fullSync}
          onChange={setFullSync}
          help="Not only what changed since the last run. Takes longer and asks the other system more often."
        >
          Look at everything again
        </Switch>
        <div className="row acts">
          <Button onPress={onClose}>Leave it</Button>
          <Button type="submit" look="main">
            Sync now
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
