import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { CheckboxGroup } from '../../../components/checkbox.tsx';
import { ChooseOne } from '../../../components/choose.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Form } from '../../../components/form.tsx';
import { Refusal } from '../../../components/refusal.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { useToast } from '../../../components/toasts.tsx';
import { fieldErrors } from '../../../lib/problems.ts';
import { severityWord } from '../alert-words.ts';
import { type RuleView, useChangeRule } from '../requests/rules.ts';
import { ConditionFields } from './condition-fields.tsx';
import { changesOf, draftOf, type RuleDraft, wrongIn } from './rule-draft.ts';
import { ruleName } from './rule-words.ts';

const severities = (['critical', 'warning', 'info'] as const).map(
  (value) => [value, severityWord[value].text] as const,
);
const channels = [
  { value: 'email', text: 'By mail' },
  { value: 'slack', text: 'In Slack' },
] as const;

export interface RuleDialogProps {
  readonly rule: RuleView;
  readonly version: number;
  readonly onClose: () => void;
}

/** Changes a rule: its limit, how urgent it is, who is told, and how soon again. */
export function RuleDialog({ rule, version, onClose }: RuleDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(rule));
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const change = useChangeRule(rule.id, version);
  const say = useToast();
  const set = (part: Partial<RuleDraft>) => setDraft({ ...draft, ...part });
  const refused = fieldErrors(change.error);
  const submit = () => {
    const found = wrongIn(draft, rule);
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    change.mutate(changesOf(draft, rule), {
      onSuccess: () => {
        say({ text: `“${ruleName[rule.id]}” is changed.` });
        onClose();
      },
    });
  };
  return (
    <Dialog title={ruleName[rule.id]} isOpen onClose={onClose}>
      <Form label={`Change: ${ruleName[rule.id]}`} errors={{ ...refused, ...wrong }} onSubmit={submit}>
        {rule.condition !== null && (
          <ConditionFields condition={rule.condition} draft={draft} onChange={set} />
        )}
        <ChooseOne
          label="How urgent it is"
          name="severity"
          options={severities}
          value={draft.severity}
          onChange={(severity) => set({ severity })}
        />
        <CheckboxGroup
          label="Who is told"
          name="channels"
          options={channels}
          value={draft.channels}
          onChange={(picked) => set({ channels: picked })}
          help="It is shown on this dashboard anyway. Addresses are set under “Where messages go”."
        />
        <TextField
          label="Minutes before the same is told again"
          name="cooldownMinutes"
          inputMode="numeric"
          value={draft.cooldownMinutes}
          onChange={(cooldownMinutes) => set({ cooldownMinutes })}
          help="From 5 minutes to a week (10080). What comes back sooner is shown, and told when it still lasts."
        />
        {Object.keys(refused).length === 0 && <Refusal error={change.error} />}
        <div className="row acts">
          <Button onPress={onClose}>Leave it as it is</Button>
          <Button type="submit" look="main" isPending={change.isPending}>
            Save
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
