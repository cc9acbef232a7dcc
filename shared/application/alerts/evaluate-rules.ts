import { type AlertRule, allRules } from '../../domain/alert-rules.ts';
import type { Integration } from '../../domain/integration.ts';
import { answerOf } from '../../domain/rule-conditions.ts';
import { stateOf } from '../health/measure.ts';
import type { HealthSnapshot } from '../health/ports.ts';
import type { BreakerStore, MaintenanceStore } from '../ports.ts';
import { clearAlert } from './clear-alert.ts';
import { type RaiseDeps, raiseAlert } from './raise-alert.ts';

export interface EvaluateDeps extends RaiseDeps {
  readonly breakers: Pick<BreakerStore, 'get'>;
  readonly maintenance: Pick<MaintenanceStore, 'get'>;
}

/** Raises and ends the alerts of the rules that have a condition, by what was just measured at one integration. */
export async function evaluateRules(
  deps: EvaluateDeps,
  integration: Integration,
  { facts, measuredAt }: Pick<HealthSnapshot, 'facts' | 'measuredAt'>,
): Promise<void> {
  const [settings, breaker, maintenance] = await Promise.all([
    deps.alertSettings?.get(),
    deps.breakers.get(integration.id),
    deps.maintenance.get(),
  ]);
  const state = stateOf(integration, breaker, maintenance?.on);
  for (const rule of allRules(settings)) {
    if (rule.condition === null) continue;
    const answer = answerOf(rule.condition, state, facts, measuredAt);
    const about = causeOf(rule, integration.id);
    if (!rule.enabled) await clearAlert(deps, { ...about, sentence: 'Its rule was switched off.' });
    else if (!answer.holds) await clearAlert(deps, { ...about, sentence: answer.sentence });
    else
      await raiseAlert(deps, {
        ...about,
        ...{ severity: rule.severity, sentence: answer.sentence, cure: answer.cure },
      });
  }
}

const causeOf = ({ id }: AlertRule, integrationId: string) => ({ integrationId, kind: id, cause: id });
