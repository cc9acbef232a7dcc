import type { ReactNode } from 'react';
import {
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  type TextFieldProps,
} from 'react-aria-components';

export interface TextInput
  extends Pick<
    TextFieldProps,
    'type' | 'isRequired' | 'isDisabled' | 'autoFocus' | 'autoComplete' | 'onBlur'
  > {
  readonly label: string;
  /** The field's name in the form, under which its error is found. */
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: ReactNode;
  readonly placeholder?: string;
  /** More than one line of text. */
  readonly lines?: number;
  readonly inputMode?: 'numeric' | 'decimal' | 'search' | 'url' | 'email';
}

/** A field to type in, with its help and its error below it. */
export const TextField = ({ label, help, placeholder, lines, inputMode, ...props }: TextInput) => (
  <AriaTextField {...props} className="field">
    <Label>{label}</Label>
    {lines === undefined ? (
      <Input
        className="input"
        {...(placeholder === undefined ? {} : { placeholder })}
        inputMode={inputMode}
      />
    ) : (
      <TextArea className="input" rows={lines} {...(placeholder === undefined ? {} : { placeholder })} />
    )}
    {help !== undefined && (
      <Text slot="description" className="help">
        {help}
      </Text>
    )}
    <FieldError className="error" />
  </AriaTextField>
);
