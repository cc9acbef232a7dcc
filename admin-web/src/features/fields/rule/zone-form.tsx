import { ChooseOne } from '../../../components/choose.tsx';
import { TextField } from '../../../components/text-field.tsx';
import type { FormOf } from './form-of.ts';

const given = (name: 'zone' | 'zoneField', text: string) => (text === '' ? {} : { [name]: text });

/** Times that need a time zone: which one, where it stands, how they are written. */
export function ZoneForm({ transform, other, onChange }: FormOf<'zoned'> & { readonly other: string }) {
  const { zone = '', zoneField = '', as = 'zoned' } = transform;
  const make = (next: { zone?: string; zoneField?: string; as?: typeof as }) => {
    const all = { zone, zoneField, as, ...next };
    onChange({ type: 'zoned', ...given('zone', all.zone), ...given('zoneField', all.zoneField), as: all.as });
  };
  return (
    <div className="fields">
      <TextField
        label="Time zone of times that name none"
        name="transform.zone"
        value={zone}
        onChange={(text) => make({ zone: text })}
        help="Like Europe/London."
      />
      <TextField
        label="Field with the time zone"
        name="transform.zoneField"
        value={zoneField}
        onChange={(text) => make({ zoneField: text })}
        help={`If ${other} keeps it in a field of its own.`}
      />
      <ChooseOne
        label={`How it is written in ${other}`}
        options={[
          ['zoned', 'Clock time with its zone'],
          ['local', 'Clock time alone'],
          ['instant', 'The moment, in UTC'],
        ]}
        value={as}
        onChange={(picked) => make({ as: picked })}
      />
    </div>
  );
}
