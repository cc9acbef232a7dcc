import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { duration } from '../../../lib/time.ts';
import { capital, listWords } from '../../../lib/words.ts';
import type { RuleView } from '../requests/rules.ts';

type Condition = NonNullable<RuleView['condition']>;
type Rhythm = IntegrationView['syncFrequency'];

/** What a rule looks at, for a title. */
export const ruleName: { readonly [kind in RuleView['id']]: string } = {
  'error-rate': 'Many changes fail',
  'integration-down': 'Runs fail again and again',
  'sync-lag': 'Nothing was synced for long',
  'pending-conflicts': 'Many decisions wait',
  outage: 'The other system does not answer',
  'sign-in': 'The sign-in is not accepted',
  deletions: 'Deletions are held back',
  'many-failures': 'Many records fail in one run',
  quota: 'The allowed requests run out',
  'unknown-value': 'A value is not translated',
  bouncing: 'A record bounces',
  schedule: 'A schedule is broken',
  webhooks: 'News no longer arrives',
  drift: 'The two sides differ',
  ledger: 'Changes are missing',
};

const whens: { readonly [kind in RuleView['id']]?: string } = {
  outage: 'the other system does not answer',
  'sign-in': 'the other system no longer accepts our sign-in',
  deletions: 'deletions are held back because there are too many at once',
  'many-failures': 'many records fail in one run',
  quota: 'the requests that the other system allows run out',
  'unknown-value': 'a value arrives that nobody said how to translate',
  bouncing: 'two systems keep changing a record back and forth',
  schedule: 'an integration cannot be woken by its schedule',
  webhooks: 'the other system no longer tells us of changes',
  drift: 'a comparison finds differences that nothing explains',
  ledger: 'a change that was received has come to no end',
};

const often: { readonly [rhythm in Rhythm]?: string } = {
  REALTIME: 'at once',
  EVERY_15MIN: 'every 15 minutes',
  HOURLY: 'every hour',
  DAILY: 'once a day',
  WEEKLY: 'once a week',
};

const amount = ({ operator, threshold }: Condition): string =>
  `${operator === '>' ? 'more than' : 'at least'} ${threshold.toLocaleString('en-GB')}`;

function conditionText(condition: Condition): string {
  const { metric, operator, threshold, window, frequency } = condition;
  switch (metric) {
    case 'errorRate':
      return `${amount(condition)} % of the changes of the last ${window === '24h' ? '24 hours' : 'hour'} fail`;
    case 'consecutiveFailures':
      return `${amount(condition)} runs in a row fail`;
    case 'pendingConflicts':
      return `${amount(condition)} records of an integration wait for a decision`;
    case 'lastSyncAge': {
      const rhythm = frequency === undefined ? undefined : often[frequency];
      const whose =
        rhythm === undefined ? 'an integration' : `an integration that syncs ${rhythm} or more often`;
      return `${whose} was not synced for ${operator === '>' ? 'more than' : 'at least'} ${duration(threshold * 60_000)}`;
    }
  }
}

/** When a rule holds: "When more than 10 % of the changes of the last hour fail". */
export const whenText = ({ id, condition }: RuleView): string =>
  `When ${condition === null ? (whens[id] ?? 'it is the case') : conditionText(condition)}`;

/** Who is told and how often: "Told by mail and in Slack, about the same again after 30 min at the earliest." */
export function toldText({ channels, cooldownMinutes }: RuleView): string {
  const by = [
    ...(channels.includes('email') ? ['by mail'] : []),
    ...(channels.includes('slack') ? ['in Slack'] : []),
  ];
  if (by.length === 0) return 'Only shown here; nobody is sent a message.';
  return `${capital(`told ${listWords(by)}`)}; about the same again after ${duration(cooldownMinutes * 60_000)} at the earliest.`;
}

/** What the number of a rule counts. */
export const unitWord: { readonly [metric in Condition['metric']]: string } = {
  errorRate: 'per cent of the changes',
  consecutiveFailures: 'runs in a row',
  lastSyncAge: 'minutes since the last sync',
  pendingConflicts: 'records that wait',
};
