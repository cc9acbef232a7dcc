import type { AlertKind } from '../../domain/alert.ts';
import {
  type AlertCondition,
  type AlertRule,
  type AlertSettings,
  type RuleChanges,
  ruleOf,
} from '../../domain/alert-rules.ts';
import type { FieldValue } from '../../domain/values.ts';
import type { Refusal } from '../refusal.ts';
import { changeSettings, type SettingsDeps } from './change-settings.ts';

export interface RuleWish extends Omit<RuleChanges, 'condition'> {
  readonly id: AlertKind;
  /** What it measures stays; the rest of the condition may change. */
  readonly condition?: Partial<Omit<AlertCondition, 'metric'>>;
}

/** Changes rules, all of them or none. A rule without a condition cannot get one: the product knows when it holds. */
export async function changeRules(
  deps: SettingsDeps,
  wishes: readonly RuleWish[],
  act: { readonly actor: string; readonly expected?: number | undefined },
  /** Where a rule stands in the request. */
  pointerOf: (at: number) => string = () => '',
): Promise<{ readonly settings: AlertSettings } | Refusal> {
  const errors = wishes.flatMap((wish, at) => mistakeIn(wish, pointerOf(at)));
  if (errors.length > 0) return { refused: 'invalid', errors };
  const subject = wishes.map(({ id }) => id).join(', ');
  return changeSettings(deps, { ...act, action: 'alert-rules.changed', subject }, (known) => {
    const next = { ...known, rules: { ...known.rules } };
    const before = wishes.map(({ id }) => shown(ruleOf(id, known)));
    const rules: { [kind in AlertKind]?: RuleChanges } = next.rules;
    for (const { id, condition, ...wish } of wishes) {
      const current = ruleOf(id, known).condition;
      const merged =
        condition === undefined || current === null ? {} : { condition: { ...current, ...condition } };
      rules[id] = { ...rules[id], ...wish, ...merged };
    }
    return { next, before, after: wishes.map(({ id }) => shown(ruleOf(id, next))) };
  });
}

function mistakeIn({ id, condition = {} }: RuleWish, at: string) {
  const { condition: current } = ruleOf(id);
  const { window, frequency, threshold, operator } = condition;
  const given = [window, frequency, threshold, operator].some((each) => each !== undefined);
  const wrong = (pointer: string, message: string) => [{ pointer: `${at}${pointer}`, message }];
  if (current === null && given)
    return wrong('/condition', 'This alert has no condition: it is raised when it is the case.');
  if (window !== undefined && current?.metric !== 'errorRate')
    return wrong('/condition/window', 'Only a rate of errors has a window.');
  if (frequency !== undefined && current?.metric !== 'lastSyncAge')
    return wrong('/condition/frequency', 'Only the age of the last sync depends on how often it runs.');
  return [];
}

const shown = ({ id, severity, channels, cooldownMinutes, enabled, condition }: AlertRule): FieldValue => ({
  ...{ id, severity, channels: [...channels], cooldownMinutes, enabled },
  ...(condition === null ? {} : { condition: { ...condition } }),
});
