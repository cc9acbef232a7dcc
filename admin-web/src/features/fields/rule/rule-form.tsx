import { Checkbox } from '../../../components/checkbox.tsx';
import { Choose, ChooseOne } from '../../../components/choose.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { mergeWord } from '../../../lib/setup-words.ts';
import type { Checked, NamedTransform, OurField, Rule } from '../requests/field-mappings.ts';
import type { Changes } from '../rules.ts';
import type { TheirField } from '../their-fields.ts';
import { begin, choicesFor, keyOfTransform } from '../transforms.ts';
import { Proof } from './proof.tsx';
import { TransformForm } from './transform-form.tsx';

export interface RuleFormProps {
  readonly field: OurField;
  readonly rule: Rule;
  readonly their: TheirField | undefined;
  readonly other: string;
  readonly named: readonly NamedTransform[];
  readonly proof: Checked['roundTrips'][number] | undefined;
  readonly onChange: (changes: Changes) => void;
}

type MergeRule = NonNullable<Rule['mergeRule']>;
const merges = (Object.keys(mergeWord) as MergeRule[]).map((rule) => [rule, mergeWord[rule]] as const);
const mayDefault = ['text', 'enum', 'plain-date'];

/** Everything about one rule beyond its two fields and its direction. */
export function RuleForm({ field, rule, their, other, named, proof, onChange }: RuleFormProps) {
  const fitting = choicesFor(field, named);
  const key = keyOfTransform(rule.transform);
  const known = fitting.some(([each]) => each === key) ? fitting : [...fitting, [key, key] as const];
  const flowsIn = rule.direction !== 'out';
  return (
    <div className="rule-form stack">
      <ChooseOne
        label="How the value is translated"
        options={known}
        value={key}
        onChange={(picked) => onChange({ transform: begin(picked, field, their, named) })}
      />
      <TransformForm
        transform={rule.transform}
        {...{ field, their, other, named }}
        onChange={(transform) => onChange({ transform })}
      />
      <Choose
        label="If both sides changed it"
        any="As this integration says"
        options={merges}
        value={rule.mergeRule}
        onChange={(mergeRule) => onChange({ mergeRule })}
      />
      {flowsIn && (
        <div className="checkboxes">
          <Checkbox
            isSelected={rule.emptyOverwrites === true}
            onChange={(emptyOverwrites) => onChange({ emptyOverwrites })}
            help="Without this, an empty field over there leaves ours as it is."
          >
            When it is emptied in {other}, empty ours too
          </Checkbox>
          <Checkbox
            isSelected={rule.required === true}
            onChange={(required) => onChange({ required })}
            help="A record that lacks it waits, and is shown under what waits."
          >
            Do not take records that lack it
          </Checkbox>
          {field.privileged && (
            <Checkbox
              isSelected={rule.allowPrivileged === true}
              onChange={(allowPrivileged) => onChange({ allowPrivileged })}
              help={`${field.label} decides what somebody may do in BritePool.`}
            >
              {other} may set it
            </Checkbox>
          )}
        </div>
      )}
      {flowsIn && mayDefault.includes(field.kind) && (
        <TextField
          label={`If ${other} has nothing, take`}
          name="defaultValue"
          value={typeof rule.defaultValue === 'string' ? rule.defaultValue : ''}
          onChange={(text) => onChange({ defaultValue: text === '' ? undefined : text })}
          {...(field.options === undefined ? {} : { help: `One of ${field.options.join(', ')}.` })}
        />
      )}
      <Proof type={field} proof={proof} other={other} />
    </div>
  );
}
