import { Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Choose } from '../../../components/choose.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { useMoveFocus } from '../../../lib/use-move-focus.ts';
import { Outward } from './outward.tsx';
import { optionWord, theirWord, type ValueTableProps } from './table-words.ts';

/** Their values, each with what it means here; and for ours that share one, what is sent. */
export function ValueTable({ transform, field, their, other, onChange }: ValueTableProps) {
  const rows = Object.entries(transform.mapping);
  const set = (value: string, ours: string) =>
    onChange({ ...transform, mapping: { ...transform.mapping, [value]: ours } });
  const group = useRef<HTMLFieldSetElement>(null);
  const moveFocus = useMoveFocus(group, 'select, input');
  const drop = (value: string) => {
    onChange({ ...transform, mapping: Object.fromEntries(rows.filter(([key]) => key !== value)) });
    moveFocus();
  };
  const options = (field.options ?? []).map((option) => [option, optionWord(option)] as const);
  return (
    <fieldset className="group" ref={group}>
      <legend>What each value of {other} means here</legend>
      {rows.map(([value, ours]) => (
        <div key={value} className="value-row">
          <div className="grow">
            {options.length === 0 ? (
              <TextField
                label={`“${theirWord(their, value)}” means`}
                name={`transform.mapping.${value}`}
                value={ours}
                onChange={(text) => set(value, text)}
              />
            ) : (
              <Choose
                label={`“${theirWord(their, value)}” means`}
                any="Choose …"
                options={options}
                value={options.find(([option]) => option === ours)?.[0]}
                onChange={(picked) => set(value, picked ?? '')}
              />
            )}
          </div>
          <Button look="icon" aria-label={`Remove “${theirWord(their, value)}”`} onPress={() => drop(value)}>
            <X size={16} aria-hidden />
          </Button>
        </div>
      ))}
      <NewValue other={other} rows={rows.map(([value]) => value)} onAdd={(value) => set(value, '')} />
      <Outward {...{ transform, field, their, other, onChange }} />
    </fieldset>
  );
}

function NewValue({
  other,
  rows,
  onAdd,
}: {
  readonly other: string;
  readonly rows: readonly string[];
  readonly onAdd: (value: string) => void;
}) {
  const [text, setText] = useState('');
  const value = text.trim();
  return (
    <div className="value-row">
      <div className="grow">
        <TextField
          label={`Another value of ${other}`}
          name="newValue"
          value={text}
          onChange={setText}
          {...(rows.includes(value) ? { help: 'This value is in the table already.' } : {})}
        />
      </div>
      <Button
        onPress={() => {
          if (value === '' || rows.includes(value)) return;
          onAdd(value);
          setText('');
        }}
      >
        <Plus size={16} aria-hidden />
        Add
      </Button>
    </div>
  );
}
