import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import { clashWord, dataWord, directionWord, rhythmWord } from '../../../lib/glossary.ts';
import { deletionWord, meetingWord, mergeWord, whenPausedWord } from '../../../lib/setup-words.ts';
import { capital, listWords } from '../../../lib/words.ts';
import type { Kind } from '../abilities.ts';
import { idsOf } from '../live-options.ts';
import { mergeFields } from '../merge-fields.ts';
import type { Edited, EditedField } from './edited.ts';

export const fieldWord: { readonly [field in EditedField]: string } = {
  name: 'Name',
  description: 'What it is for',
  syncFrequency: 'How often',
  timeZone: 'By which clock',
  baseUrl: 'Address',
  settings: 'What of the other system',
  dataTypes: 'Kinds of data',
  syncDirection: 'Which way',
  conflictStrategy: 'When both sides changed the same field',
  customMergeRules: 'Rules for single fields',
  matchMode: 'When the two sides meet for the first time',
  deletePolicies: 'When somebody deletes a record',
  whenPaused: 'While it is paused',
  autoRecover: 'Go on by itself after an outage',
};

const kinds = Object.keys(dataWord) as Kind[];

/** A value of the form in words. */
export function valueText(
  field: EditedField,
  values: Edited,
  connector: ConnectorView,
  labelOf: (id: string) => string,
): string {
  switch (field) {
    case 'syncFrequency':
      return rhythmWord[values.syncFrequency];
    case 'dataTypes':
      return capital(listWords(values.dataTypes.map((kind) => dataWord[kind])));
    case 'syncDirection':
      return directionWord(values.syncDirection, connector.name);
    case 'conflictStrategy':
      return clashWord[values.conflictStrategy];
    case 'matchMode':
      return meetingWord[values.matchMode].text;
    case 'whenPaused':
      return whenPausedWord[values.whenPaused].text;
    case 'autoRecover':
      return values.autoRecover ? 'Yes' : 'No';
    case 'deletePolicies':
      return kinds
        .map(
          (kind) =>
            `${capital(dataWord[kind])}: ${deletionWord[values.deletePolicies[kind] ?? 'archive'].text}`,
        )
        .join('; ');
    case 'customMergeRules':
      return rulesText(values.customMergeRules);
    case 'settings':
      return settingsText(values.settings, connector, labelOf);
    case 'description':
      return values.description === '' ? 'Nothing said' : values.description;
    default:
      return values[field] ?? 'The clock of this service';
  }
}

function rulesText(rules: Edited['customMergeRules']): string {
  const labels = new Map(mergeFields(kinds).map(({ name, label }) => [name, label]));
  const told = Object.entries(rules).map(([name, rule]) => `${labels.get(name) ?? name}: ${mergeWord[rule]}`);
  return told.length === 0 ? 'None' : told.join('; ');
}

function settingsText(
  settings: Edited['settings'],
  connector: ConnectorView,
  labelOf: (id: string) => string,
): string {
  if (connector.settings.length === 0) return JSON.stringify(settings);
  return connector.settings
    .flatMap(({ name, label }) => {
      const ids = idsOf(settings[name]);
      return ids.length === 0 ? [] : [`${label}: ${listWords(ids.map(labelOf))}`];
    })
    .join('; ');
}
