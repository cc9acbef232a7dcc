import { Choose } from '../../components/choose.tsx';
import { TextField } from '../../components/text-field.tsx';
import { capital } from '../../lib/words.ts';
import type { EditableField } from './edit-values.ts';

export interface EditFieldProps {
  readonly field: EditableField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const helps: { readonly [kind in EditableField['kind']]?: string } = {
  set: 'Separate them by commas.',
  instant: 'Date and time, like 2026-03-01T10:00:00.000Z',
  zoned: 'Date, time and zone, like 2026-03-01T10:00[Europe/Berlin]',
  reference: 'The number of the record in BritePool.',
};

/** One field of a record to type in, in the form that fits its kind. */
export function EditField({ field: { field, kind, label, options }, value, onChange }: EditFieldProps) {
  const name = `values.${field}`;
  if (kind === 'enum' || kind === 'boolean') {
    const choices =
      kind === 'boolean'
        ? ([
            ['true', 'Yes'],
            ['false', 'No'],
          ] as const)
        : (options ?? []).map(
            (option) => [option, capital(option.toLowerCase().replaceAll('_', ' '))] as const,
          );
    return (
      <Choose
        label={label}
        name={name}
        any="empty"
        options={choices}
        value={value === '' ? undefined : value}
        onChange={(picked) => onChange(picked ?? '')}
      />
    );
  }
  const help = helps[kind];
  return (
    <TextField
      label={label}
      name={name}
      value={value}
      onChange={onChange}
      {...(kind === 'plain-date' ? { type: 'date' } : {})}
      {...(kind === 'number' ? { inputMode: 'numeric' as const } : {})}
      {...(field === 'description' || field === 'notes' ? { lines: 3 } : {})}
      {...(help === undefined ? {} : { help })}
    />
  );
}
