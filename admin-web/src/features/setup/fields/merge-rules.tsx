import { Choose } from '../../../components/choose.tsx';
import { mergeWord } from '../../../lib/setup-words.ts';
import type { Kind } from '../abilities.ts';
import type { Draft } from '../draft.ts';
import { mergeFields } from '../merge-fields.ts';

type Rules = Draft['customMergeRules'];

/** For single fields, what happens when both sides changed them. */
export const MergeRules = ({
  kinds,
  rules,
  onChange,
}: {
  readonly kinds: readonly Kind[];
  readonly rules: Rules;
  readonly onChange: (rules: Rules) => void;
}) => (
  <fieldset className="group">
    <legend>A rule for single fields</legend>
    <div className="fields">
      {mergeFields(kinds).map(({ name, label, rules: possible }) => (
        <Choose
          key={name}
          label={label}
          any="The later edit (as for all others)"
          options={possible
            .filter((rule) => rule !== 'latest')
            .map((rule) => [rule, mergeWord[rule]] as const)}
          value={rules[name]}
          onChange={(rule) => {
            const others = Object.fromEntries(Object.entries(rules).filter(([field]) => field !== name));
            onChange(rule === undefined ? others : { ...others, [name]: rule });
          }}
        />
      ))}
    </div>
  </fieldset>
);
