import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { CheckboxGroup } from '../../../components/checkbox.tsx';
import { Choose } from '../../../components/choose.tsx';
import { Refusal } from '../../../components/refusal.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { listWords } from '../../../lib/words.ts';
import { idsOf, narrowed, withChosen } from '../live-options.ts';
import { ByHand } from './by-hand.tsx';
import type { OneSettingProps } from './setting-props.ts';

const many = 12;

/** A setting whose values the other system is asked for. */
export function LiveChoice({ setting, settings, missing, onChange, findChoices, source }: OneSettingProps) {
  const { name, label, help, optional, after } = setting;
  const [typed, setTyped] = useState('');
  const found = useQuery({
    queryKey: ['choices', source, name, after.map((each) => settings[each] ?? null)],
    queryFn: ({ signal }) => findChoices(name, settings, signal),
    enabled: missing.length === 0,
    staleTime: 60_000,
    retry: false,
  });
  const value = settings[name];
  const only = found.data?.length === 1 && !optional && value === undefined ? found.data[0]?.id : undefined;
  useEffect(() => {
    if (only !== undefined) onChange(setting.many ? [only] : only);
  });
  const shown = optional ? `${label} (if you like)` : label;
  if (missing.length > 0) {
    const first = listWords(missing.map((each) => each.label));
    return <Waiting label={shown} text={`Choose first: ${first}. Then it is looked up here.`} />;
  }
  if (found.isPending) return <Waiting label={shown} text="Looking up what there is …" />;
  if (found.error !== null) {
    return (
      <div className="stack tight">
        <ByHand setting={setting} label={shown} value={value} onChange={onChange} />
        <Refusal error={found.error} />
        <div>
          <Button onPress={() => void found.refetch()} isPending={found.isFetching}>
            Look it up again
          </Button>
        </div>
      </div>
    );
  }
  const chosen = idsOf(value);
  const options = withChosen(found.data, chosen);
  if (options.length === 0)
    return <ByHand setting={setting} label={shown} value={value} onChange={onChange} />;
  if (!setting.many) {
    return (
      <Choose
        label={shown}
        name={`settings.${name}`}
        any={optional ? 'None' : 'Choose …'}
        help={help}
        options={options.map((option) => [option.id, option.label] as const)}
        value={chosen[0]}
        onChange={onChange}
      />
    );
  }
  return (
    <div className="stack tight">
      {options.length > many && (
        <TextField
          label={`Find among ${options.length} ${label.toLowerCase()}`}
          name={`find.${name}`}
          value={typed}
          onChange={setTyped}
          type="search"
        />
      )}
      <CheckboxGroup
        label={shown}
        name={`settings.${name}`}
        help={help}
        options={narrowed(options, typed, chosen).map((option) => ({ value: option.id, text: option.label }))}
        value={chosen}
        onChange={(ids) => onChange([...ids])}
      />
    </div>
  );
}

const Waiting = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <div className="field">
    <strong className="small">{label}</strong>
    <p className="help" role="status">
      {text}
    </p>
  </div>
);
