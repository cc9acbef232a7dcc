import type { ResourceType } from '../../../../shared/domain/resources.ts';
import { fieldSpec } from '../../../../shared/domain/resources.ts';
import { ChooseOne } from '../../components/choose.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showValue } from '../../lib/show-value.ts';
import type { Conflict } from './requests/conflicts.ts';

type Value = Conflict['fields'][number]['base'];

export interface OwnValueProps {
  readonly type: ResourceType;
  readonly field: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

const typed = ['text', 'number', 'plain-date', 'enum'];
/** Whether people can type a value for this field: neither references nor lists nor moments in a zone. */
export const canType = (type: ResourceType, field: string): boolean =>
  typed.includes(fieldSpec(type, field)?.kind ?? '');

/** A value that is neither side's. */
export function OwnValue({ type, field, value, onChange }: OwnValueProps) {
  const spec = fieldSpec(type, field);
  const label = `Your own value for ${spec?.label ?? field}`;
  if (spec?.kind === 'enum') {
    const options = (spec.options ?? []).map((option) => [option, showValue(type, field, option)] as const);
    return <ChooseOne label={label} options={options} value={String(value ?? '')} onChange={onChange} />;
  }
  const isNumber = spec?.kind === 'number';
  return (
    <TextField
      label={label}
      name={`own-${field}`}
      type={spec?.kind === 'plain-date' ? 'date' : 'text'}
      value={value === null ? '' : String(value)}
      onChange={(text) => onChange(asValue(text, isNumber))}
      {...(isNumber ? { inputMode: 'decimal' as const } : {})}
      {...(field === 'description' ? { lines: 4 } : {})}
    />
  );
}

function asValue(text: string, isNumber: boolean): Value {
  if (text === '') return null;
  const number = Number(text);
  return isNumber && Number.isFinite(number) ? number : text;
}
