import { ChevronDown } from 'lucide-react';
import { useId } from 'react';

export interface ChooseProps<Value extends string> {
  readonly label: string;
  readonly any: string;
  readonly options: readonly (readonly [Value, string])[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
}

/** One of a few; the platform's own list, so phones and screen readers show what they know. */
export function Choose<Value extends string>({ label, any, options, value, onChange }: ChooseProps<Value>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="select">
        <select
          id={id}
          value={value ?? ''}
          onChange={({ target }) => onChange(options.find(([option]) => option === target.value)?.[0])}
        >
          <option value="">{any}</option>
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
        <ChevronDown size={16} aria-hidden />
      </div>
    </div>
  );
}
