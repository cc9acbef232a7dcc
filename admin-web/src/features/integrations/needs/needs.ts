import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { otherSide } from '../../../lib/glossary.ts';
import { clockTime, dayTime } from '../../../lib/time.ts';
import { counted, listWords, sentence } from '../../../lib/words.ts';
import { waitsToBegin } from '../before-import/waits-to-begin.ts';
import { standingOf } from '../need.ts';
import type { AlertView } from '../requests/open-alerts.ts';
import type { SystemStatus } from '../requests/system-status.ts';
import type { Mend, Need, NeedPage } from './a-need.ts';
import { alertNeed, saidElsewhere } from './alert-needs.ts';

/** What an integration itself suffers from, the worst thing only; nothing when all is well. */
export function needOf(integration: IntegrationView): Need | undefined {
  const { id, name, status, outage, health, lastErrorMessage, webhookProblem } = integration;
  const other = otherSide(integration);
  const common = { key: id, title: name };
  const caught = 'Changes on both sides are kept and caught up with afterwards.';
  if (status === 'ERROR' && outage === undefined)
    return {
      ...{ ...common, tone: 'bad', icon: 'sign-in', title: `${name}: stopped` },
      text: `${other} no longer accepts our sign-in, so nothing is synced. ${caught}`,
      mend: { kind: 'part', part: 'connection', id, label: 'Renew sign-in' },
    };
  if (status === 'ERROR')
    return {
      ...{ ...common, tone: 'bad', icon: 'outage', title: `${name}: stopped` },
      text: `${other} did not answer, and this integration waits for you to let it go on. ${caught}`,
      mend: { kind: 'activate', integration, label: 'Let it go on' },
    };
  if (outage !== undefined)
    return {
      ...{ ...common, tone: 'warn', icon: 'outage', title: `${name}: ${other} does not answer` },
      text: `Silent since ${dayTime(outage.since)} (${outage.reason}). It is tried again ${againAt(outage.nextTryAt)}, so there is nothing to do unless you know better. ${caught}`,
      mend: { kind: 'part', part: 'connection', id, label: 'Test it now' },
    };
  if (standingOf(integration) === 'struggling')
    return {
      ...{ ...common, tone: 'warn', icon: 'trouble', title: `${name}: struggling` },
      text: health?.sentence ?? lastErrorMessage ?? `${other} does not answer as it should.`,
      mend: { kind: 'part', part: 'failures', id, label: 'See what failed' },
    };
  if (waitsToBegin(integration))
    return {
      ...{ ...common, tone: 'warn', icon: 'rest', title: `${name}: its first import waits` },
      text: `It is connected with ${other}, and nothing is synced before somebody begins. What changes on either side until then comes with it.`,
      mend: { kind: 'activate', integration, label: 'Begin the first import' },
    };
  if (webhookProblem !== undefined && (status === 'ACTIVE' || status === 'PAUSED'))
    return {
      ...{ ...common, tone: 'warn', icon: 'news', title: `${name}: hears of changes late` },
      text: `${webhookProblem} Until then changes are found by the regular check.`,
      mend: { kind: 'part', part: 'connection', id, label: 'Have a look' },
    };
  return undefined;
}

const againAt = (at: string | undefined): string =>
  at === undefined ? 'every few minutes' : `at ${clockTime(at)}`;

export interface Situation {
  readonly integrations: readonly IntegrationView[];
  /** Absent while they are not known. */
  readonly status: SystemStatus | undefined;
  readonly alerts: readonly AlertView[] | undefined;
}

/** Everything that waits for a person, worst first. */
export function needsOf({ integrations, status, alerts = [] }: Situation): readonly Need[] {
  const own = integrations.flatMap((integration) => needOf(integration) ?? []);
  const open = alerts.filter((alert) => !saidElsewhere(alert, own));
  const all = [
    ...(status === undefined ? [] : restOf(status)),
    ...own,
    ...open.map(alertNeed),
    ...(status === undefined ? [] : waitingOf(status, integrations)),
  ];
  return [...all.filter(({ tone }) => tone === 'bad'), ...all.filter(({ tone }) => tone === 'warn')];
}

const restOf = ({ maintenance }: SystemStatus): readonly Need[] =>
  maintenance.on
    ? [
        {
          ...{ key: 'maintenance', tone: 'bad', icon: 'rest', title: 'Everything rests for maintenance' },
          text: `${maintenance.reason === '' ? '' : `${sentence(maintenance.reason)} `}What arrives meanwhile is kept and caught up with.`,
          mend: { kind: 'end-maintenance', label: 'Let everything go on' },
        },
      ]
    : [];

function waitingOf(
  { waiting, parked }: SystemStatus,
  integrations: readonly IntegrationView[],
): readonly Need[] {
  const clashing = integrations.filter(({ stats }) => stats.pendingConflicts > 0).map(({ name }) => name);
  const where = clashing.length === 0 || clashing.length > 3 ? '' : ` in ${listWords(clashing)}`;
  const both = waiting.conflicts === 1 ? 'It was' : 'They were';
  const page = (to: NeedPage, label: string): Mend => ({ kind: 'page', to, label });
  const found: readonly (readonly [number, Omit<Need, 'tone'>])[] = [
    [
      waiting.approvals,
      {
        ...{ key: 'deletions', icon: 'deletion' },
        title: `${counted(waiting.approvals, 'list of deletions is', 'lists of deletions are')} held back`,
        text: 'Many disappeared at once, or you wanted to be asked. Nothing is deleted before you say so.',
        mend: page('/decisions/deletions', 'Look and decide'),
      },
    ],
    [
      waiting.conflicts,
      {
        ...{ key: 'conflicts', icon: 'decision' },
        title: `${counted(waiting.conflicts, 'record waits', 'records wait')} for a decision`,
        text: `${both} changed on both sides in different ways${where}. Nothing is lost; somebody chooses.`,
        mend: page('/decisions', 'Decide'),
      },
    ],
    [
      waiting.reviews,
      {
        ...{ key: 'matches', icon: 'decision' },
        title: `${counted(waiting.reviews, 'record', 'records')} could be more than one of ours`,
        text: 'They are neither joined nor added before somebody says which is which.',
        mend: page('/decisions/matches', 'Say which is which'),
      },
    ],
    [
      parked.failed,
      {
        ...{ key: 'aside', icon: 'aside' },
        title: `${counted(parked.failed, 'change is', 'changes are')} set aside`,
        text: `${parked.failed === 1 ? 'It' : 'They'} could not be written, also after several tries. Everything else goes on.`,
        mend: page('/waiting', 'Try again or drop'),
      },
    ],
  ];
  return found.flatMap(([count, need]) => (count === 0 ? [] : [{ ...need, tone: 'warn' as const }]));
}
