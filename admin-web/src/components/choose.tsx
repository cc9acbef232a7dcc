import { ChevronDown } from 'lucide-react';
import { type ReactNode, useContext, useId } from 'react';
import { FormValidationContext } from 'react-aria-components';

interface Choice<Value extends string> {
  readonly label: string;
  readonly options: readonly (readonly [Value, string])[];
  /** The field's name in a form, under which its error is found. */
  readonly name?: string;
  readonly help?: ReactNode;
  readonly isDisabled?: boolean;
}

export interface ChooseProps<Value extends string> extends Choice<Value> {
  /** The entry that stands for no choice. */
  readonly any: string;
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
}

export interface ChooseOneProps<Value extends string> extends Choice<Value> {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a few or none; the platform's own list, so phones and screen readers show what they know. */
export const Choose = <Value extends string>({ any, value, onChange, ...choice }: ChooseProps<Value>) => (
  <List
    {...choice}
    value={value ?? ''}
    first={<option value="">{any}</option>}
    onPick={(picked) => onChange(choice.options.find(([option]) => option === picked)?.[0])}
  />
);

/** Exactly one of a few. */
export const ChooseOne = <Value extends string>({ onChange, ...choice }: ChooseOneProps<Value>) => (
  <List
    {...choice}
    onPick={(picked) => {
      const found = choice.options.find(([option]) => option === picked);
      if (found !== undefined) onChange(found[0]);
    }}
  />
);

interface ListProps extends Choice<string> {
  readonly value: string;
  readonly first?: ReactNode;
  readonly onPick: (value: string) => void;
}

function List({ label, options, name, help, isDisabled = false, value, first, onPick }: ListProps) {
  const id = useId();
  const errors = useContext(FormValidationContext);
  const error = name === undefined ? undefined : errors[name];
  const described = [
    ...(help === undefined ? [] : [`${id}-help`]),
    ...(error === undefined ? [] : [`${id}-error`]),
  ].join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="select">
        <select
          id={id}
          name={name}
          value={value}
          disabled={isDisabled}
          onChange={({ target }) => onPick(target.value)}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={described === '' ? undefined : described}
        >
          {first}
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
        <ChevronDown size={16} aria-hidden />
      </div>
      {help !== undefined && (
        <span id={`${id}-help`} className="help">
          {help}
        </span>
      )}
      {error !== undefined && (
        <span id={`${id}-error`} className="error">
          {error}
        </span>
      )}
    </div>
  );
}
