import * as z from 'zod/mini';
import { alertKinds, alertSeverities, messageChannels } from '../domain/alert.ts';
import { ruleChannels, ruleMetrics, ruleOperators, ruleWindows } from '../domain/alert-rules.ts';
import { operation } from './operation.ts';
import { instant, syncFrequency } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;

const kind = z.enum(alertKinds);
const ruleView = z.object({
  id: kind,
  name: z.string(),
  /** Null where the product itself knows when it is the case. */
  condition: z.nullable(
    z.object({
      metric: z.enum(ruleMetrics),
      operator: z.enum(ruleOperators),
      /** Per cent of changes, runs in a row, minutes since the last sync, or conflicts. */
      threshold: z.number(),
      window: z.optional(z.enum(ruleWindows)),
      /** Integrations that run so often, or more often. */
      frequency: z.optional(syncFrequency),
    }),
  ),
  severity: z.enum(alertSeverities),
  channels: z.array(z.enum(ruleChannels)),
  cooldownMinutes: z.int(),
  enabled: z.boolean(),
});

/** What is not given stays. */
const ruleChanges = {
  condition: z.optional(
    z.strictObject({
      operator: z.optional(z.enum(ruleOperators)),
      threshold: z.optional(
        z.number().check(z.minimum(0, 'At least 0'), z.maximum(1_000_000, 'At most a million')),
      ),
      window: z.optional(z.enum(ruleWindows)),
      frequency: z.optional(syncFrequency),
    }),
  ),
  severity: z.optional(z.enum(alertSeverities)),
  channels: z.optional(z.array(z.enum(ruleChannels)).check(z.maxLength(3, 'Name each channel once'))),
  cooldownMinutes: z.optional(
    z.int().check(z.minimum(5, 'At least 5 minutes'), z.maximum(10_080, 'At most a week')),
  ),
  enabled: z.optional(z.boolean()),
};
/** Send back the version that was read to notice that somebody was faster; 0 before the first change. */
const version = z.optional(z.int().check(z.minimum(0)));

const email = z.email('Give a mail address').check(z.maxLength(254, 'At most 254 characters'));
const slackUrl = z
  .url({ protocol: /^https?$/, error: 'Give the address of an incoming webhook, beginning with https://' })
  .check(z.maxLength(1000, 'At most 1,000 characters'));

const channelsView = z.object({
  /** Who is mailed. */
  emails: z.array(z.string()),
  /** Nobody was named: these are the stage's admins, if it has any. */
  emailsByDefault: z.boolean(),
  /** When the address of the Slack channel was set; absent where there is none. It is never shown. */
  slackSetAt: z.optional(instant),
  /** Whether they are mailed on Mondays what the week was like. */
  weeklyDigest: z.boolean(),
  version: z.int(),
});

export const alertRuleOperations = {
  listAlertRules: operation({
    method: 'GET',
    path: '/api/admin/alert-rules',
    summary: 'When admins are told, and where',
    roles: admins,
    response: z.object({ rules: z.array(ruleView), version: z.int() }),
  }),
  changeAlertRules: operation({
    method: 'PUT',
    path: '/api/admin/alert-rules',
    summary: 'Change several rules at once: all of them, or none',
    roles: admins,
    body: z.strictObject({
      rules: z
        .array(z.strictObject({ id: kind, ...ruleChanges }))
        .check(
          z.minLength(1, 'Name at least one rule'),
          z.maxLength(alertKinds.length, 'Name each rule once'),
        ),
      version,
    }),
    response: z.object({ success: z.literal(true), rules: z.array(ruleView), version: z.int() }),
  }),
  getAlertRule: operation({
    method: 'GET',
    path: '/api/admin/alert-rules/:ruleId',
    summary: 'One rule',
    roles: admins,
    response: z.object({ rule: ruleView, version: z.int() }),
  }),
  changeAlertRule: operation({
    method: 'PUT',
    path: '/api/admin/alert-rules/:ruleId',
    summary: 'Change one rule; only what is given changes',
    roles: admins,
    body: z.strictObject({ ...ruleChanges, version }),
    response: z.object({ success: z.literal(true), rule: ruleView, version: z.int() }),
  }),
  getChannels: operation({
    method: 'GET',
    path: '/api/admin/channels',
    summary: 'Who is told by mail, and whether a Slack channel is',
    roles: admins,
    response: z.object({ channels: channelsView }),
  }),
  changeChannels: operation({
    method: 'PUT',
    path: '/api/admin/channels',
    summary: 'Name who is mailed, and set or forget the Slack channel; its address is never shown again',
    roles: admins,
    body: z.strictObject({
      /** None: the stage's admins. */
      emails: z.optional(z.array(email).check(z.maxLength(50, 'At most 50 addresses'))),
      /** Null forgets it. */
      slackUrl: z.optional(z.nullable(slackUrl)),
      weeklyDigest: z.optional(z.boolean()),
      version,
    }),
    response: z.object({ success: z.literal(true), channels: channelsView }),
  }),
  testChannel: operation({
    method: 'POST',
    path: '/api/admin/channels/test',
    summary: 'Send a message that says it is a trial',
    roles: admins,
    body: z.strictObject({ channel: z.enum(messageChannels) }),
    response: z.object({ outcome: z.enum(['sent', 'nobody', 'failed']), message: z.string() }),
  }),
} as const;
