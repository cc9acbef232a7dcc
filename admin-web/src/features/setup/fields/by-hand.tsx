import { useState } from 'react';
import { TextField } from '../../../components/text-field.tsx';
import { idsOf, typedIds } from '../live-options.ts';
import type { OneSettingProps } from './setting-props.ts';

/** A setting whose values the other system does not tell: typed as its documentation or its addresses name them. */
export function ByHand({
  setting: { name, help, many },
  label,
  value,
  onChange,
}: Pick<OneSettingProps, 'setting' | 'onChange'> & { readonly label: string; readonly value: unknown }) {
  const [typed, setTyped] = useState(idsOf(value).join(', '));
  return (
    <TextField
      label={label}
      name={`settings.${name}`}
      value={typed}
      onChange={(text) => {
        setTyped(text);
        onChange(many ? typedIds(text) : text.trim());
      }}
      help={`${help} It could not be looked up; type it in${many ? ', several with commas between' : ''}.`}
    />
  );
}
