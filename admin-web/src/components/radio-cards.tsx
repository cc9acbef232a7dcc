import type { ReactNode } from 'react';
import { FieldError, Label, Radio, RadioGroup, Text } from 'react-aria-components';

export interface RadioCardsProps<Value extends string> {
  readonly label: string;
  readonly name: string;
  readonly options: readonly {
    readonly value: Value;
    readonly text: ReactNode;
    /** What choosing it means, in a sentence. */
    readonly help?: ReactNode;
    readonly isDisabled?: boolean;
  }[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  readonly help?: ReactNode;
}

/** One of a few, each explained on its own card. */
export const RadioCards = <Value extends string>({
  label,
  name,
  options,
  value,
  onChange,
  help,
}: RadioCardsProps<Value>) => (
  <RadioGroup
    className="field"
    name={name}
    value={value ?? null}
    onChange={(picked) => {
      const found = options.find((option) => option.value === picked);
      if (found !== undefined) onChange(found.value);
    }}
  >
    <Label>{label}</Label>
    {help !== undefined && (
      <Text slot="description" className="help">
        {help}
      </Text>
    )}
    <div className="radio-cards">
      {options.map((option) => (
        <Radio
          key={option.value}
          value={option.value}
          isDisabled={option.isDisabled ?? false}
          className="radio-card"
        >
          <span className="dot" aria-hidden />
          <span>
            <strong>{option.text}</strong>
            {option.help !== undefined && <span className="help">{option.help}</span>}
          </span>
        </Radio>
      ))}
    </div>
    <FieldError className="error" />
  </RadioGroup>
);
