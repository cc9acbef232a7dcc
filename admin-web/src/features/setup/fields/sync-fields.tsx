import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import { conflictStrategies, syncDirections } from '../../../../../shared/domain/integration.ts';
import { CheckboxGroup } from '../../../components/checkbox.tsx';
import { RadioCards } from '../../../components/radio-cards.tsx';
import { clashWord, dataWord, directionWord } from '../../../lib/glossary.ts';
import { clashHelp } from '../../../lib/setup-words.ts';
import { capital, listWords } from '../../../lib/words.ts';
import { abilityOf, abilityText, kindsOf } from '../abilities.ts';
import type { Draft } from '../draft.ts';
import { MergeRules } from './merge-rules.tsx';

export interface SyncFieldsProps<Values extends Partial<Draft> = Draft> {
  readonly connector: ConnectorView;
  readonly values: Values;
  readonly onChange: (changes: Partial<Draft>) => void;
}
type Values = Pick<Draft, 'dataTypes' | 'syncDirection' | 'conflictStrategy' | 'customMergeRules'>;

/** Which records, which way, and what happens when both sides changed the same. */
export function SyncFields({ connector, values, onChange }: SyncFieldsProps<Values>) {
  const inOnly = values.dataTypes.filter((kind) => abilityOf(connector, kind) === 'in');
  const limits =
    inOnly.length > 0 && values.syncDirection !== 'EXTERNAL_TO_BRITEPOOL'
      ? `${capital(listWords(inOnly.map((kind) => dataWord[kind])))} only come in, whatever you choose here.`
      : undefined;
  return (
    <>
      <CheckboxGroup
        label="Kinds of data"
        name="dataTypes"
        options={kindsOf(connector).map((kind) => ({
          value: kind,
          text: capital(dataWord[kind]),
          help: abilityText(connector, kind),
        }))}
        value={values.dataTypes}
        onChange={(dataTypes) => onChange({ dataTypes: [...dataTypes] })}
      />
      <RadioCards
        label="Which way"
        name="syncDirection"
        options={syncDirections.map((direction) => ({
          value: direction,
          text: directionWord(direction, connector.name),
        }))}
        value={values.syncDirection}
        onChange={(syncDirection) => onChange({ syncDirection })}
        {...(limits === undefined ? {} : { help: limits })}
      />
      <RadioCards
        label="When both sides changed the same field"
        name="conflictStrategy"
        options={conflictStrategies.map((strategy) => ({
          value: strategy,
          text: clashWord[strategy],
          help: clashHelp[strategy],
        }))}
        value={values.conflictStrategy}
        onChange={(conflictStrategy) => onChange({ conflictStrategy })}
      />
      {values.conflictStrategy === 'CUSTOM_MERGE' && (
        <MergeRules
          kinds={values.dataTypes}
          rules={values.customMergeRules}
          onChange={(customMergeRules) => onChange({ customMergeRules })}
        />
      )}
    </>
  );
}
