import { ChevronDown, Trash2 } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { Button } from '../../../components/button.tsx';
import { ChooseOne } from '../../../components/choose.tsx';
import { Tag } from '../../../components/tag.tsx';
import type { Word } from '../../../lib/glossary.ts';
import type { OurFieldsProps } from '../our-fields-props.ts';
import type { OurField } from '../requests/field-mappings.ts';
import { type Changes, changed, type Direction, type Placed, replaced, without } from '../rules.ts';
import { transformWord } from '../transforms.ts';
import { RuleForm } from './rule-form.tsx';
import { RuleProblems } from './rule-problems.tsx';

export interface RuleRowProps extends OurFieldsProps {
  readonly field: OurField;
  readonly rule: Placed;
  readonly onRemoved: () => void;
}

const verdictWord: Readonly<Record<string, Word>> = {
  faithful: { text: 'Every value comes back', tone: 'good' },
  coarse: { text: 'Comes back a little coarser', tone: 'calm' },
  lossy: { text: 'Loses values', tone: 'bad' },
};

/** One rule: which field over there, which way, how it is translated, and whether that works. */
export function RuleRow({ field, rule, onRemoved, ...props }: RuleRowProps) {
  const { editor, theirs, other, named, problems, trips, open, onOpen } = props;
  const id = useId();
  const { at, ...plainRule } = rule;
  const key = `${field.name} ${at}`;
  const box = useRef<HTMLDivElement>(null);
  // Opened from elsewhere on the page: whoever asked for it comes along.
  useEffect(() => {
    if (open === field.name) box.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus();
  }, [open, field.name]);
  const isOpen = open === key || open === field.name;
  const set = (changes: Changes) => editor.change(replaced(editor.rules, at, changed(plainRule, changes)));
  const verdict = verdictWord[trips[at]?.verdict ?? ''];
  const ways: readonly (readonly [Direction, string])[] = [
    ['both', 'Both ways'],
    ['in', `From ${other} only`],
    ['out', `To ${other} only`],
  ];
  return (
    <div className="rule" data-rule={at} ref={box}>
      <div className="rule-fields">
        <ChooseOne
          label={`Field of ${other} for ${field.label}`}
          options={theirs.map(
            ({ path, label, isGone }) => [path, isGone ? `${label} (gone)` : label] as const,
          )}
          value={rule.externalField}
          onChange={(externalField) => set({ externalField })}
        />
        <ChooseOne
          label={`Which way ${field.label} flows`}
          options={ways}
          value={rule.direction}
          onChange={(direction) => set({ direction })}
        />
      </div>
      <div className="row">
        <span className="rule-word small soft">{transformWord(rule.transform, named)}</span>
        {verdict !== undefined && <Tag word={verdict} />}
        <Button
          look="plain"
          aria-expanded={isOpen}
          aria-controls={id}
          aria-label={`Translation of ${field.label}`}
          onPress={() => onOpen(isOpen ? undefined : key)}
        >
          Translation
          <ChevronDown size={16} aria-hidden className={isOpen ? 'up' : ''} />
        </Button>
        <Button
          look="icon"
          aria-label={`Remove the rule of ${field.label}`}
          onPress={() => {
            onOpen(undefined);
            editor.change(without(editor.rules, at));
            onRemoved();
          }}
        >
          <Trash2 size={16} aria-hidden />
        </Button>
      </div>
      <RuleProblems at={at} problems={problems} />
      <div id={id} hidden={!isOpen}>
        {isOpen && (
          <RuleForm
            field={field}
            rule={plainRule}
            their={theirs.find(({ path }) => path === rule.externalField)}
            other={other}
            named={named}
            proof={trips[at]}
            onChange={set}
          />
        )}
      </div>
    </div>
  );
}
