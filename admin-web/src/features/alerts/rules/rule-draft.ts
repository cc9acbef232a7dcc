import type { RuleChanges, RuleView } from '../requests/rules.ts';

type Condition = NonNullable<RuleView['condition']>;

/** A rule as it is being changed; the number as it is typed. */
export interface RuleDraft {
  readonly threshold: string;
  readonly operator: Condition['operator'];
  readonly window: NonNullable<Condition['window']>;
  readonly frequency: NonNullable<Condition['frequency']>;
  readonly severity: RuleView['severity'];
  readonly channels: readonly ('email' | 'slack')[];
  readonly cooldownMinutes: string;
}

export const draftOf = ({ condition, severity, channels, cooldownMinutes }: RuleView): RuleDraft => ({
  threshold: String(condition?.threshold ?? ''),
  operator: condition?.operator ?? '>',
  window: condition?.window ?? '1h',
  frequency: condition?.frequency ?? 'HOURLY',
  severity,
  channels: channels.flatMap((channel) => (channel === 'dashboard' ? [] : [channel])),
  cooldownMinutes: String(cooldownMinutes),
});

/** What is wrong with what was typed, by the name of its field. */
export function wrongIn(draft: RuleDraft, rule: RuleView): Readonly<Record<string, string>> {
  const isNumber = (text: string) => /^\d+([.,]\d+)?$/.test(text.trim());
  return {
    ...(rule.condition !== null && !isNumber(draft.threshold)
      ? { 'condition.threshold': 'Give a number, such as 10.' }
      : {}),
    ...(/^\d+$/.test(draft.cooldownMinutes.trim())
      ? {}
      : { cooldownMinutes: 'Give whole minutes, such as 60.' }),
  };
}

/** What to send for a draft that nothing is wrong with. The dashboard shows every alert anyway. */
export function changesOf(draft: RuleDraft, { condition }: RuleView): RuleChanges {
  const { operator, window, frequency, severity, channels } = draft;
  return {
    severity,
    channels: [...channels, 'dashboard'],
    cooldownMinutes: Number(draft.cooldownMinutes),
    ...(condition === null
      ? {}
      : {
          condition: {
            operator,
            threshold: Number(draft.threshold.replace(',', '.')),
            ...(condition.window === undefined ? {} : { window }),
            ...(condition.frequency === undefined ? {} : { frequency }),
          },
        }),
  };
}
