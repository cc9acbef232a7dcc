import { ChooseOne } from '../../../components/choose.tsx';
import { TextField } from '../../../components/text-field.tsx';
import type { NamedTransform, OurField } from '../requests/field-mappings.ts';
import type { TheirField } from '../their-fields.ts';
import type { Transform } from '../transforms.ts';
import type { FormOf } from './form-of.ts';
import { ValueTable } from './value-table.tsx';
import { ZoneForm } from './zone-form.tsx';

export interface TransformFormProps {
  readonly transform: Transform;
  readonly field: OurField;
  readonly their: TheirField | undefined;
  readonly other: string;
  readonly named: readonly NamedTransform[];
  readonly onChange: (transform: Transform) => void;
}

/** What a translation needs to know, where it needs to know something. */
export function TransformForm({ transform, field, their, other, named, onChange }: TransformFormProps) {
  if (typeof transform === 'string') return null;
  switch (transform.type) {
    case 'enum':
      return <ValueTable {...{ transform, field, their, other, onChange }} />;
    case 'set':
      return (
        <TextField
          label="What of each item"
          name="transform.item"
          value={transform.item ?? ''}
          onChange={(item) => onChange({ type: 'set', ...(item === '' ? {} : { item }) })}
          help="The path inside each item, like “name”. Empty: the item itself."
        />
      );
    case 'zoned':
      return <ZoneForm {...{ transform, other, onChange }} />;
    case 'named':
      return <NamedForm {...{ transform, named, onChange }} />;
    case 'expression':
      return <FormulaForm {...{ transform, other, onChange }} />;
    default:
      return null;
  }
}

function NamedForm({
  transform,
  named,
  onChange,
}: FormOf<'named'> & { readonly named: readonly NamedTransform[] }) {
  const { name, target = '' } = transform;
  const targets = named.find((each) => each.name === name)?.targets;
  if (targets === undefined) return null;
  if (targets === 'zone')
    return (
      <TextField
        label="In which time zone"
        name="transform.target"
        value={target}
        onChange={(text) => onChange({ type: 'named', name, target: text })}
        help="Like Europe/London."
      />
    );
  return (
    <ChooseOne
      label="Which part"
      options={targets.map((each) => [each, each] as const)}
      value={target}
      onChange={(picked) => onChange({ type: 'named', name, target: picked })}
    />
  );
}

function FormulaForm({ transform, other, onChange }: FormOf<'expression'> & { readonly other: string }) {
  const { inward, outward = '' } = transform;
  const make = (into: string, out: string) =>
    onChange({ type: 'expression', inward: into, ...(out === '' ? {} : { outward: out }) });
  return (
    <div className="fields">
      <TextField
        label={`What BritePool gets from a record of ${other}`}
        name="transform.inward"
        lines={3}
        value={inward}
        onChange={(text) => make(text, outward)}
        help="A JSONata formula over their record, like: firstName & “ ” & lastName"
      />
      <TextField
        label={`What ${other} gets from a record of BritePool`}
        name="transform.outward"
        lines={3}
        value={outward}
        onChange={(text) => make(inward, text)}
        help="Empty: it flows into BritePool only."
      />
    </div>
  );
}
