import { Choose } from '../../../components/choose.tsx';
import { optionWord, theirWord, type ValueTableProps } from './table-words.ts';

/** Which value is sent for each of ours; asked only where the table alone does not say it. */
export function Outward({ transform, field, their, other, onChange }: ValueTableProps) {
  const { mapping, outward = {} } = transform;
  const values = Object.keys(mapping);
  const unclear = (field.options ?? []).filter((option) => {
    const senders = values.filter((value) => mapping[value] === option);
    return senders.length !== 1 || Object.hasOwn(outward, option);
  });
  if (unclear.length === 0 || values.length === 0) return null;
  const set = (option: string, value: string | undefined) => {
    const others = Object.entries(outward).filter(([ours]) => ours !== option);
    const next = Object.fromEntries(value === undefined ? others : [...others, [option, value]]);
    const { outward: _before, ...rest } = transform;
    onChange(Object.keys(next).length === 0 ? rest : { ...rest, outward: next });
  };
  return (
    <div className="fields">
      {unclear.map((option) => (
        <Choose
          key={option}
          label={`For “${optionWord(option)}” ${other} gets`}
          any="Nothing: it waits"
          options={values.map((value) => [value, theirWord(their, value)] as const)}
          value={outward[option]}
          onChange={(value) => set(option, value)}
        />
      ))}
    </div>
  );
}
