import type { AlertCondition } from './alert-rules.ts';
import { elapsed } from './dates.ts';
import { type HealthFacts, type HealthState, rhythmOf } from './health.ts';
import { type SyncFrequency, syncFrequencies } from './integration.ts';
import type { Instant } from './values.ts';

/** One failure of one change is a rate of 100 per cent and no trend. */
const fewestChanges = 5;

export interface RuleAnswer {
  readonly holds: boolean;
  /** What is the matter, or how it ended. */
  readonly sentence: string;
  readonly cure: string;
}

/** Whether a rule's condition is the case at an integration. One that rests is not complained about. */
export function answerOf(
  condition: AlertCondition,
  state: HealthState,
  facts: HealthFacts,
  now: Instant,
): RuleAnswer {
  if (rests(state)) return { holds: false, sentence: 'The integration rests.', cure: '' };
  const { value, holds, sentence, cure, over } = measured(condition, state, facts, now);
  const reached =
    value !== undefined &&
    (condition.operator === '>' ? value > condition.threshold : value >= condition.threshold);
  return reached && holds ? { holds: true, sentence, cure } : { holds: false, sentence: over, cure: '' };
}

const rests = ({ status, maintenance }: HealthState): boolean =>
  maintenance === true || status === 'PAUSED' || status === 'DISABLED';

interface Measured {
  readonly value: number | undefined;
  readonly holds: boolean;
  readonly sentence: string;
  readonly cure: string;
  /** How it is said that it is over. */
  readonly over: string;
}

const looks: {
  readonly [metric in AlertCondition['metric']]: (
    condition: AlertCondition,
    state: HealthState,
    facts: HealthFacts,
    now: Instant,
  ) => Measured;
} = {
  errorRate({ window }, _state, { changes, lastHour }) {
    const { ended, failed } = window === '24h' ? changes : lastHour;
    const rate = ended === 0 ? undefined : (100 * failed) / ended;
    const span = window === '24h' ? 'day' : 'hour';
    return {
      ...{ value: rate, holds: ended >= fewestChanges },
      sentence: `Of the last ${span}’s ${ended} changes ${failed} could not be synced (${round(rate ?? 0)} %). They are tried again; the others are up to date.`,
      cure: 'Open the integration’s log and look at what the failed changes have in common; a field mapping or a right that is missing over there are the usual causes.',
      over: 'Changes go through again.',
    };
  },
  consecutiveFailures(_condition, _state, { runs }) {
    const first = runs.indexOf(true);
    const inARow = first === -1 ? runs.length : first;
    return {
      ...{ value: inARow, holds: true },
      sentence: `The last ${inARow} runs failed one after the other; edits made over there come late or not at all.`,
      cure: 'Open the integration, look at what its last run said, and test the connection.',
      over: 'A run went through again.',
    };
  },
  lastSyncAge({ frequency = 'HOURLY' }, state, _facts, now) {
    const minutes = elapsed(state.lastSyncAt ?? state.createdAt, now) / 60_000;
    return {
      ...{ value: minutes, holds: !isExplained(state) && runsAsOften(state, frequency) },
      sentence: `Nothing has been synced for ${spanOf(minutes)}, though it should have been more than once.`,
      cure: 'Open the integration and see whether a run is stuck or waits; start one by hand to see what it says.',
      over: isExplained(state) ? 'Why is known: another alert says it.' : 'It was synced again.',
    };
  },
  pendingConflicts(_condition, _state, { pendingConflicts }) {
    return {
      ...{ value: pendingConflicts, holds: true },
      sentence: `${pendingConflicts >= 100 ? 'A hundred or more' : pendingConflicts} conflicts wait for somebody to choose.`,
      cure: 'Open the conflicts. Many of one kind can be decided at once, and a strategy per field decides the next ones by itself.',
      over: 'Few or no conflicts wait any more.',
    };
  },
};

const measured = (
  condition: AlertCondition,
  state: HealthState,
  facts: HealthFacts,
  now: Instant,
): Measured => looks[condition.metric](condition, state, facts, now);

/** Nothing runs without a sign-in, or while the other system is down; both have an alert of their own. */
const isExplained = ({ status, outageSince }: HealthState): boolean =>
  status === 'ERROR' || outageSince !== undefined;

/** From the most frequent to the least. */
const runsAsOften = (state: HealthState, frequency: SyncFrequency): boolean =>
  rhythmOf(state) !== undefined &&
  syncFrequencies.indexOf(state.syncFrequency) <= syncFrequencies.indexOf(frequency);

const round = (rate: number): number => Math.round(10 * rate) / 10;
const spanOf = (minutes: number): string =>
  minutes < 2880 ? `${Math.floor(minutes / 60)} hours` : `${Math.floor(minutes / 1440)} days`;
