import { Choose } from '../../../components/choose.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { isBlank } from '../steps.ts';
import { LiveChoice } from './live-choice.tsx';
import type { OneSettingProps, SettingFieldsProps, Settings } from './setting-props.ts';

/** What of the other system is synced: its workspace, projects, boards. */
export function SettingFields({ connector, settings, onChange, findChoices, source }: SettingFieldsProps) {
  const set = (name: string, value: Settings[string] | undefined) => {
    // What was found with the old choice need not exist under the new one.
    const stale = connector.settings.filter(({ after }) => after.includes(name)).map((each) => each.name);
    const kept = Object.entries(settings).filter(([each]) => each !== name && !stale.includes(each));
    onChange({ ...Object.fromEntries(kept), ...(value === undefined ? {} : { [name]: value }) });
  };
  return (
    <>
      {connector.settings.map((setting) => (
        <OneSetting
          key={setting.name}
          setting={setting}
          settings={settings}
          missing={connector.settings.filter(
            ({ name }) => setting.after.includes(name) && isBlank(settings[name]),
          )}
          onChange={(value) => set(setting.name, value)}
          findChoices={findChoices}
          source={source}
        />
      ))}
    </>
  );
}

function OneSetting(props: OneSettingProps) {
  const { setting, settings, onChange } = props;
  const { name, label, help, options, choices, optional } = setting;
  const value = settings[name];
  const shown = optional ? `${label} (if you like)` : label;
  if (choices) return <LiveChoice {...props} />;
  if (options.length > 0) {
    return (
      <Choose
        label={shown}
        name={`settings.${name}`}
        any="Not said"
        help={help}
        options={options.map((option) => [option.id, option.label] as const)}
        value={typeof value === 'string' ? value : undefined}
        onChange={onChange}
      />
    );
  }
  return (
    <TextField
      label={shown}
      name={`settings.${name}`}
      value={typeof value === 'string' ? value : ''}
      onChange={onChange}
      help={help}
    />
  );
}
