import type { Alert } from './alert.ts';
import type { Notice } from './alert-message.ts';
import { type Outcome, outcomes } from './change.ts';
import { addSeconds } from './dates.ts';
import type { HourFigures, OutcomeCounts } from './hour-figures.ts';
import type { Instant } from './values.ts';

/** What one integration did within the week, and what of it waits for a person now. */
export interface IntegrationWeek {
  readonly name: string;
  /** As the dashboard calls it: "active", "needs you", … */
  readonly status: string;
  /** The sum of the week; absent where nothing was counted. */
  readonly figures?: HourFigures;
  /** What people decided. */
  readonly decided: { readonly conflicts: number; readonly matches: number; readonly deletions: number };
  /** Troubles that ended within the week. */
  readonly over: readonly Pick<Alert, 'sentence' | 'recovery'>[];
  /** Troubles that go on. */
  readonly open: readonly Pick<Alert, 'sentence'>[];
  readonly waiting: {
    readonly conflicts: number;
    readonly reviews: number;
    readonly approvals: number;
    readonly failed: number;
  };
}

export interface Week {
  readonly from: Instant;
  readonly to: Instant;
  readonly integrations: readonly IntegrationWeek[];
}

const dayMs = 86_400_000;
const weekSeconds = 7 * 86_400;
/** Monday, 06:00 UTC. 1970-01-05 was a Monday. */
const firstMonday = Date.parse('1970-01-05T06:00:00.000Z');

/** The end of the last whole week at `now`, and its beginning: Mondays, 06:00 UTC. */
export function lastWeek(now: Instant): Pick<Week, 'from' | 'to'> {
  const weeks = Math.floor((Date.parse(now) - firstMonday) / (7 * dayMs));
  const to = new Date(firstMonday + weeks * 7 * dayMs).toISOString();
  return { from: addSeconds(to, -weekSeconds), to };
}

/** Names at most so many troubles of one integration. */
const most = 3;

/** The mail of the week: what was synced, decided and mended, and what waits. */
export function digestNotice({ from, to, integrations }: Week): Notice {
  const synced = integrations.reduce((sum, { figures }) => sum + movedIn(figures) + movedOut(figures), 0);
  const waiting = integrations.reduce((sum, each) => sum + waitingIn(each), 0);
  const needs = [...integrations].filter((each) => waitingIn(each) > 0).map(({ name }) => oneLine(name));
  return {
    subject: `[BritePool] Weekly Digest: ${changes(synced)} synced, ${waiting === 0 ? 'nothing waits for you' : `${things(waiting)} for you`}`,
    paragraphs: [
      `What your integrations did from ${from.slice(0, 10)} to ${to.slice(0, 10)}.`,
      ...(needs.length === 0 ? [] : [`Waiting for a decision of yours: ${needs.join(', ')}.`]),
      ...integrations.map(paragraphOf),
    ],
    path: '/',
  };
}

function paragraphOf(each: IntegrationWeek): string {
  return [
    `${oneLine(each.name)} (${each.status})`,
    `- Synced: ${syncedLine(each.figures)}`,
    ...line('Decided', decidedLine(each.decided)),
    ...line('Over', troubles(each.over.map(({ recovery, sentence }) => recovery ?? sentence))),
    ...line('Goes on', troubles(each.open.map(({ sentence }) => sentence))),
    ...line('Waits for you', waitsLine(each.waiting)),
  ].join('\n');
}

const line = (label: string, text: string): readonly string[] => (text === '' ? [] : [`- ${label}: ${text}`]);

function syncedLine(figures: HourFigures | undefined): string {
  if (figures === undefined) return 'nothing happened.';
  const [came, went] = [movedIn(figures), movedOut(figures)];
  const failed = sum([figures.in, figures.out], ['rejected', 'dead']);
  const { ended, completed } = figures.runs;
  const runs = ended === completed ? 'all of them well' : `${completed} of them well`;
  return [
    `${changes(came)} came in, ${went.toLocaleString('en-GB')} went out${figures.atLeast ? ' (at least)' : ''}`,
    failed === 0 ? 'none failed' : `${failed.toLocaleString('en-GB')} failed`,
    ended === 0 ? 'no run ended' : `${counted(ended, 'run')} ended, ${runs}`,
  ]
    .join('; ')
    .concat('.');
}

const decidedLine = ({ conflicts, matches, deletions }: IntegrationWeek['decided']): string =>
  listed([
    [conflicts, 'conflict'],
    [matches, 'match', 'matches'],
    [deletions, 'list of deletions', 'lists of deletions'],
  ]);

const waitsLine = ({ conflicts, reviews, approvals, failed }: IntegrationWeek['waiting']): string =>
  listed([
    [conflicts, 'conflict'],
    [reviews, 'match to decide', 'matches to decide'],
    [approvals, 'list of deletions', 'lists of deletions'],
    [failed, 'change that was set aside', 'changes that were set aside'],
  ]);

const listed = (counts: readonly (readonly [number, string, string?])[]): string =>
  counts.flatMap(([count, one, many]) => (count === 0 ? [] : [counted(count, one, many)])).join(', ');

function troubles(sentences: readonly string[]): string {
  const rest = sentences.length - most;
  return [...sentences.slice(0, most).map(oneLine), ...(rest > 0 ? [`and ${rest} more.`] : [])].join(' ');
}

const waitingIn = ({ waiting: { conflicts, reviews, approvals, failed } }: IntegrationWeek): number =>
  conflicts + reviews + approvals + failed;

const movedIn = (figures: HourFigures | undefined): number => sum([figures?.in], moved);
const movedOut = (figures: HourFigures | undefined): number => sum([figures?.out], moved);
/** Everything that had something to say and was not refused. */
const moved = outcomes.filter((outcome) => ['applied', 'held', 'conflict'].includes(outcome));

const sum = (all: readonly (OutcomeCounts | undefined)[], of: readonly Outcome[]): number =>
  all.reduce((total, counts) => total + of.reduce((part, outcome) => part + (counts?.[outcome] ?? 0), 0), 0);

const changes = (count: number): string => counted(count, 'change');
const things = (count: number): string => `${counted(count, 'thing')} ${count === 1 ? 'waits' : 'wait'}`;
const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

/** Names are typed by people: a line break in one would end the line. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
