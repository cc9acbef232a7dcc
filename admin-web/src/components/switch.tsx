import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components';

export interface SwitchProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
  readonly help?: ReactNode;
  readonly isDisabled?: boolean;
}

/** Something that is on or off. */
export const Switch = ({ isOn, onChange, children, help, isDisabled = false }: SwitchProps) => (
  <AriaSwitch className="switch" isSelected={isOn} onChange={onChange} isDisabled={isDisabled}>
    <span className="track" aria-hidden />
    <span>
      {children}
      {help !== undefined && <span className="help">{help}</span>}
    </span>
  </AriaSwitch>
);
