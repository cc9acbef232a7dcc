import { actWord, recordWord, resultWord } from '../../lib/glossary.ts';
import { capital } from '../../lib/words.ts';
import type { LogFilter } from './log-filter.ts';
import { outcomeWord } from './log-words.ts';

// What one can choose from in each filter of the log.

type Result = NonNullable<LogFilter['result']>;
type Act = NonNullable<LogFilter['act']>;
type Kind = NonNullable<LogFilter['kind']>;
type Outcome = NonNullable<LogFilter['outcome']>;

const option = <Value extends string>(value: Value, text: string): readonly [Value, string] => [value, text];
export const results = (['SUCCESS', 'PARTIAL_SUCCESS', 'FAILED', 'CONFLICT_PENDING'] satisfies Result[]).map(
  (value) => option<Result>(value, resultWord[value].text),
);
export const acts = (['CREATE', 'UPDATE', 'DELETE'] satisfies Act[]).map((value) =>
  option<Act>(value, actWord[value]),
);
export const kinds = (
  ['TASK', 'MEMBER', 'PARTICIPATION_LOG', 'EVENT', 'COMMITTEE', 'COMMITTEE_MEMBER'] satisfies Kind[]
).map((value) => option<Kind>(value, capital(recordWord[value])));
export const outcomes = (
  [
    ...(['applied', 'unchanged', 'echo', 'duplicate', 'superseded'] satisfies Outcome[]),
    ...(['held', 'conflict', 'rejected', 'dead'] satisfies Outcome[]),
  ] as const
).map((value) => option<Outcome>(value, outcomeWord[value]));
