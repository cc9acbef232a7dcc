import { ChooseOne } from '../../../components/choose.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { rhythmWord } from '../../../lib/glossary.ts';
import type { RuleView } from '../requests/rules.ts';
import type { RuleDraft } from './rule-draft.ts';
import { unitWord } from './rule-words.ts';

const operators = [
  ['>', 'More than'],
  ['>=', 'At least'],
] as const;
const windows = [
  ['1h', 'In the last hour'],
  ['24h', 'In the last 24 hours'],
] as const;
const rhythms = (['REALTIME', 'EVERY_15MIN', 'HOURLY', 'DAILY', 'WEEKLY'] as const).map(
  (value) => [value, `${rhythmWord[value]} or more often`] as const,
);

export interface ConditionFieldsProps {
  readonly condition: NonNullable<RuleView['condition']>;
  readonly draft: RuleDraft;
  readonly onChange: (part: Partial<RuleDraft>) => void;
}

/** The limit of a rule, as far as it has parts that can be set. */
export const ConditionFields = ({ condition, draft, onChange }: ConditionFieldsProps) => (
  <div className="fields">
    <ChooseOne
      label="When it is"
      name="condition.operator"
      options={operators}
      value={draft.operator}
      onChange={(operator) => onChange({ operator })}
    />
    <TextField
      label={`How many ${unitWord[condition.metric]}`}
      name="condition.threshold"
      inputMode="decimal"
      value={draft.threshold}
      onChange={(threshold) => onChange({ threshold })}
    />
    {condition.window !== undefined && (
      <ChooseOne
        label="Counted over"
        name="condition.window"
        options={windows}
        value={draft.window}
        onChange={(window) => onChange({ window })}
      />
    )}
    {condition.frequency !== undefined && (
      <ChooseOne
        label="Of integrations that sync"
        name="condition.frequency"
        options={rhythms}
        value={draft.frequency}
        onChange={(frequency) => onChange({ frequency })}
      />
    )}
  </div>
);
