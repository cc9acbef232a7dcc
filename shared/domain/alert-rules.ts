import { type AlertKind, type AlertSeverity, alertKinds } from './alert.ts';
import type { SyncFrequency } from './integration.ts';
import type { Instant } from './values.ts';

export const ruleMetrics = ['errorRate', 'consecutiveFailures', 'lastSyncAge', 'pendingConflicts'] as const;
export type RuleMetric = (typeof ruleMetrics)[number];
export const ruleOperators = ['>', '>='] as const;
export const ruleWindows = ['1h', '24h'] as const;
export const ruleChannels = ['email', 'slack', 'dashboard'] as const;
export type RuleChannel = (typeof ruleChannels)[number];

/** When a rule holds. `errorRate`: per cent; `lastSyncAge`: minutes; the others are counts. */
export interface AlertCondition {
  readonly metric: RuleMetric;
  readonly operator: (typeof ruleOperators)[number];
  readonly threshold: number;
  /** Of `errorRate` only. */
  readonly window?: (typeof ruleWindows)[number];
  /** Of `lastSyncAge` only: integrations that run so often, or more often. */
  readonly frequency?: SyncFrequency;
}

/** What becomes of one kind of alert. */
export interface AlertRule {
  readonly id: AlertKind;
  readonly name: string;
  /** Null where the product itself knows when it is the case. */
  readonly condition: AlertCondition | null;
  readonly severity: AlertSeverity;
  readonly channels: readonly RuleChannel[];
  /** From one message about a cause to the next one about the same cause coming back. */
  readonly cooldownMinutes: number;
  readonly enabled: boolean;
}

/** What admins changed; everything else is as the product has it. */
export type RuleChanges = Partial<Omit<AlertRule, 'id' | 'name'>>;

/** What admins set about alerts, over all integrations. */
export interface AlertSettings {
  readonly schemaVersion: 1;
  readonly version: number;
  readonly rules: { readonly [kind in AlertKind]?: RuleChanges };
  /** Who is mailed; the stage's admins where nobody was named. */
  readonly emails?: readonly string[];
  /** When the address of the Slack channel was set; the address itself is a secret. */
  readonly slackSetAt?: Instant;
  /** False where nobody wants the mail of the week. */
  readonly weeklyDigest?: boolean;
  readonly updatedAt: Instant;
  readonly updatedBy: string;
}

const everywhere: readonly RuleChannel[] = ['email', 'slack', 'dashboard'];
const mailed: readonly RuleChannel[] = ['email', 'dashboard'];
const shown: readonly RuleChannel[] = ['dashboard'];

type Default = Omit<AlertRule, 'id' | 'enabled'>;
const state = (
  name: string,
  severity: AlertSeverity,
  channels: readonly RuleChannel[],
  cooldownMinutes: number,
): Default => ({ ...{ name, severity, channels, cooldownMinutes }, condition: null });

/** The four of the specification, with its numbers, and the states that the product notices by itself. */
const defaults: { readonly [kind in AlertKind]: Default } = {
  'error-rate': {
    ...{ name: 'High Error Rate', severity: 'warning', channels: mailed, cooldownMinutes: 60 },
    condition: { metric: 'errorRate', operator: '>', threshold: 10, window: '1h' },
  },
  'integration-down': {
    ...{ name: 'Integration Down', severity: 'critical', channels: everywhere, cooldownMinutes: 30 },
    condition: { metric: 'consecutiveFailures', operator: '>=', threshold: 3 },
  },
  'sync-lag': {
    ...{ name: 'Sync Lag', severity: 'warning', channels: shown, cooldownMinutes: 120 },
    condition: { metric: 'lastSyncAge', operator: '>', threshold: 120, frequency: 'HOURLY' },
  },
  'pending-conflicts': {
    ...{ name: 'Many Pending Conflicts', severity: 'info', channels: shown, cooldownMinutes: 180 },
    condition: { metric: 'pendingConflicts', operator: '>', threshold: 10 },
  },
  outage: state('Other System Down', 'critical', everywhere, 30),
  'sign-in': state('Sign-in Needed', 'critical', everywhere, 30),
  deletions: state('Deletions Held', 'warning', mailed, 60),
  'many-failures': state('Many Failures In One Run', 'warning', mailed, 60),
  quota: state('Quota Near Its End', 'warning', mailed, 60),
  'unknown-value': state('Unknown Value', 'warning', mailed, 60),
  bouncing: state('Record Bounces', 'warning', mailed, 60),
  schedule: state('Schedule Broken', 'warning', mailed, 60),
  drift: state('Sides Differ', 'warning', mailed, 60),
  webhooks: state('Webhooks Silent', 'warning', mailed, 60),
  ledger: state('Changes Missing', 'critical', everywhere, 30),
};

/** The rule of one kind as it is in force. */
export function ruleOf(kind: AlertKind, settings?: Pick<AlertSettings, 'rules'>): AlertRule {
  return { id: kind, enabled: true, ...defaults[kind], ...settings?.rules[kind] };
}

/** Those of the specification first. */
export const allRules = (settings?: Pick<AlertSettings, 'rules'>): readonly AlertRule[] =>
  [...alertKinds].map((kind) => ruleOf(kind, settings)).sort((a, b) => rank(a) - rank(b));

const rank = ({ condition }: AlertRule): number => (condition === null ? 1 : 0);
