import { useState } from 'react';
import { Disclosure } from '../../components/disclosure.tsx';
import { Switch } from '../../components/switch.tsx';

const key = 'decision-keys';
export const keysAreOn = (): boolean => window.localStorage.getItem(key) !== 'off';

const keys = [
  ['J', 'next decision'],
  ['K', 'the one before'],
  ['1', 'keep BritePool’s'],
  ['2', 'keep the other system’s'],
  ['3', 'put aside'],
] as const;

/** The single keys of this page, and the switch that turns them off (WCAG 2.1.4). */
export function ConflictKeys() {
  const [on, setOn] = useState(keysAreOn);
  return (
    <Disclosure title="Keys for quick deciding">
      <dl className="keys">
        {keys.map(([letter, meaning]) => (
          <div key={letter}>
            <dt>
              <kbd>{letter}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <Switch
        isOn={on}
        onChange={(next) => {
          window.localStorage.setItem(key, next ? 'on' : 'off');
          setOn(next);
        }}
      >
        Use these keys
      </Switch>
    </Disclosure>
  );
}
