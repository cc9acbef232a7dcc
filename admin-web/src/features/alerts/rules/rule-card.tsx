import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Refusal } from '../../../components/refusal.tsx';
import { Switch } from '../../../components/switch.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useToast } from '../../../components/toasts.tsx';
import { severityWord } from '../alert-words.ts';
import { type RuleView, useChangeRule } from '../requests/rules.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { ruleName, toldText, whenText } from './rule-words.ts';

/** One rule as a sentence, with its switch and the way to change it. */
export function RuleCard({ rule, version }: { readonly rule: RuleView; readonly version: number }) {
  const [isEditing, setEditing] = useState(false);
  const change = useChangeRule(rule.id, version);
  const say = useToast();
  const name = ruleName[rule.id];
  const toggle = (enabled: boolean) =>
    change.mutate({ enabled }, { onSuccess: () => say({ text: `“${name}” is ${enabled ? 'on' : 'off'}.` }) });
  return (
    <li className="card stack">
      <div className="row between top">
        <h3>{name}</h3>
        <Tag word={severityWord[rule.severity]} />
      </div>
      <p>
        {whenText(rule)}. <span className="soft">{toldText(rule)}</span>
      </p>
      <div className="row between">
        <Switch isOn={rule.enabled} onChange={toggle} isDisabled={change.isPending}>
          {rule.enabled ? 'On' : 'Off'}
          <span className="hidden">: {name}</span>
        </Switch>
        <Button look="plain" aria-label={`Change: ${name}`} onPress={() => setEditing(true)}>
          <Pencil size={16} aria-hidden />
          Change
        </Button>
      </div>
      <Refusal error={change.error} />
      {isEditing && <RuleDialog rule={rule} version={version} onClose={() => setEditing(false)} />}
    </li>
  );
}
