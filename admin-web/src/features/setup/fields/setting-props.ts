import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import type { Draft } from '../draft.ts';
import type { FindChoices } from '../requests/look-up-choices.ts';

export type Settings = Draft['settings'];
type Setting = ConnectorView['settings'][number];

export interface SettingFieldsProps {
  readonly connector: ConnectorView;
  readonly settings: Settings;
  readonly onChange: (settings: Settings) => void;
  readonly findChoices: FindChoices;
  /** Whom the choices are asked of; another one is asked anew. */
  readonly source: string;
}

export interface OneSettingProps extends Pick<SettingFieldsProps, 'settings' | 'findChoices' | 'source'> {
  readonly setting: Setting;
  /** What has to be chosen before. */
  readonly missing: readonly Setting[];
  readonly onChange: (value: Settings[string] | undefined) => void;
}
