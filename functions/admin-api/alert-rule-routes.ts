import { changeChannels } from '../../shared/application/alerts/change-channels.ts';
import { changeRules } from '../../shared/application/alerts/change-rules.ts';
import type { SettingsDeps } from '../../shared/application/alerts/change-settings.ts';
import { tryChannel } from '../../shared/application/alerts/try-channel.ts';
import type { Notifier, SlackSecret } from '../../shared/application/ports.ts';
import type { alertRuleOperations } from '../../shared/contract/alert-rules.ts';
import { type AlertKind, alertKinds } from '../../shared/domain/alert.ts';
import { type AlertRule, type AlertSettings, allRules, ruleOf } from '../../shared/domain/alert-rules.ts';
import { accepted, refuse } from '../runtime/http/refusals.ts';
import type { RouteOutput, Routes } from '../runtime/http/serve.ts';
import { given } from './given.ts';

export interface AlertRuleDeps extends SettingsDeps {
  readonly slackSecret: SlackSecret;
  readonly notifier: Notifier;
  /** Who is mailed while nobody is named. */
  readonly stageEmails: readonly string[];
}

type RuleView = RouteOutput<(typeof alertRuleOperations)['getAlertRule']>['rule'];

/** When admins are told, and where. */
export function alertRuleRoutes(deps: AlertRuleDeps): Routes<typeof alertRuleOperations> {
  return {
    async listAlertRules() {
      const settings = await deps.alertSettings.get();
      return { rules: allRules(settings).map(ruleView), version: settings?.version ?? 0 };
    },
    async changeAlertRules({ body, caller }) {
      const wishes = body.rules.map((rule) => wishOf(rule.id, rule));
      const act = { actor: caller.id, expected: body.version };
      const { settings } = accepted(await changeRules(deps, wishes, act, (at) => `/rules/${at}`));
      return { success: true, rules: allRules(settings).map(ruleView), version: settings.version };
    },
    async getAlertRule({ params }) {
      const settings = await deps.alertSettings.get();
      return { rule: ruleView(ruleOf(kindOf(params.ruleId), settings)), version: settings?.version ?? 0 };
    },
    async changeAlertRule({ params, body: { version, ...changes }, caller }) {
      const id = kindOf(params.ruleId);
      const act = { actor: caller.id, expected: version };
      const { settings } = accepted(await changeRules(deps, [wishOf(id, changes)], act));
      return { success: true, rule: ruleView(ruleOf(id, settings)), version: settings.version };
    },
    async getChannels() {
      return { channels: channelsView(deps, await deps.alertSettings.get()) };
    },
    async changeChannels({ body: { version, ...wish }, caller }) {
      const { settings } = accepted(await changeChannels(deps, wish, caller.id, version));
      return { success: true, channels: channelsView(deps, settings) };
    },
    testChannel: ({ body, caller }) => tryChannel(deps, body.channel, caller.id),
  };
}

type Changes = Omit<Parameters<typeof changeRules>[1][number], 'id'>;
type Given<Values> = { readonly [key in keyof Values]?: Values[key] | undefined };

function wishOf(
  id: AlertKind,
  {
    condition,
    ...changes
  }: Given<Omit<Changes, 'condition'>> & {
    readonly condition?: Given<NonNullable<Changes['condition']>> | undefined;
  },
): Changes & { readonly id: AlertKind } {
  return {
    ...given(changes),
    ...(condition === undefined ? {} : { condition: given(condition) }),
    id,
  };
}

const kindOf = (text: string): AlertKind =>
  alertKinds.find((kind) => kind === text) ??
  refuse({ refused: 'not-found', message: `There is no rule "${text}".` });

const ruleView = ({ condition, ...rule }: AlertRule): RuleView => ({
  ...rule,
  channels: [...rule.channels],
  condition: condition === null ? null : { ...condition },
});

const channelsView = ({ stageEmails }: AlertRuleDeps, settings: AlertSettings | undefined) => ({
  emails: [...(settings?.emails ?? stageEmails)],
  emailsByDefault: settings?.emails === undefined,
  ...given({ slackSetAt: settings?.slackSetAt }),
  weeklyDigest: settings?.weeklyDigest ?? true,
  version: settings?.version ?? 0,
});
