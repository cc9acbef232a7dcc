import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  CheckboxGroup as AriaCheckboxGroup,
  FieldError,
  Label,
  Text,
} from 'react-aria-components';

export interface CheckboxProps {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly children?: ReactNode;
  readonly help?: ReactNode;
  /** Some of what it stands for is ticked. */
  readonly isPartly?: boolean;
  readonly isDisabled?: boolean;
  /** Its name for screen readers where no text stands beside it. */
  readonly label?: string;
}

const Box = () => (
  <span className="box" aria-hidden>
    <Check size={15} strokeWidth={3} className="yes" />
    <Minus size={15} strokeWidth={3} className="partly" />
  </span>
);

/** A box to tick. */
export const Checkbox = ({
  isSelected,
  onChange,
  children,
  help,
  isPartly = false,
  isDisabled,
  label,
}: CheckboxProps) => (
  <AriaCheckbox
    className="checkbox"
    isSelected={isSelected}
    isIndeterminate={isPartly}
    onChange={onChange}
    isDisabled={isDisabled ?? false}
    {...(label === undefined ? {} : { 'aria-label': label })}
  >
    <Box />
    {children !== undefined && (
      <span>
        {children}
        {help !== undefined && <span className="help">{help}</span>}
      </span>
    )}
  </AriaCheckbox>
);

export interface CheckboxGroupProps<Value extends string> {
  readonly label: string;
  readonly name: string;
  readonly options: readonly { readonly value: Value; readonly text: string; readonly help?: ReactNode }[];
  readonly value: readonly Value[];
  readonly onChange: (value: readonly Value[]) => void;
  readonly help?: ReactNode;
}

/** Any number of a few. */
export const CheckboxGroup = <Value extends string>({
  label,
  name,
  options,
  value,
  onChange,
  help,
}: CheckboxGroupProps<Value>) => (
  <AriaCheckboxGroup
    className="field"
    name={name}
    value={[...value]}
    onChange={(picked) =>
      onChange(options.map((option) => option.value).filter((each) => picked.includes(each)))
    }
  >
    <Label>{label}</Label>
    {help !== undefined && (
      <Text slot="description" className="help">
        {help}
      </Text>
    )}
    <div className="checkboxes">
      {options.map((option) => (
        <AriaCheckbox key={option.value} value={option.value} className="checkbox">
          <Box />
          <span>
            {option.text}
            {option.help !== undefined && <span className="help">{option.help}</span>}
          </span>
        </AriaCheckbox>
      ))}
    </div>
    <FieldError className="error" />
  </AriaCheckboxGroup>
);
