import { Button } from '../../components/button.tsx';
import { Choose } from '../../components/choose.tsx';
import { actWord, recordWord, resultWord } from '../../lib/glossary.ts';
import { capital } from '../../lib/words.ts';
import { isFiltered, type LogFilter } from './log-filter.ts';

type Result = NonNullable<LogFilter['result']>;
type Act = NonNullable<LogFilter['act']>;
type Kind = NonNullable<LogFilter['kind']>;

const option = <Value extends string>(value: Value, text: string): readonly [Value, string] => [value, text];
const results = (['SUCCESS', 'PARTIAL_SUCCESS', 'FAILED', 'CONFLICT_PENDING'] satisfies Result[]).map(
  (value) => option<Result>(value, resultWord[value].text),
);
const acts = (['CREATE', 'UPDATE', 'DELETE'] satisfies Act[]).map((value) =>
  option<Act>(value, actWord[value]),
);
const kinds = (
  ['TASK', 'MEMBER', 'PARTICIPATION_LOG', 'EVENT', 'COMMITTEE', 'COMMITTEE_MEMBER'] satisfies Kind[]
).map((value) => option<Kind>(value, capital(recordWord[value])));
const spans = [option('today', 'Today'), option('week', 'Last 7 days')] as const;

export interface LogFiltersProps {
  readonly filter: LogFilter;
  readonly onChange: (filter: LogFilter) => void;
}

/** What of the log to show; each choice lands in the address, so a view can be sent on. */
export function LogFilters({ filter, onChange }: LogFiltersProps) {
  return (
    <search className="filters" aria-label="Choose what to show">
      <Choose
        label="Outcome"
        any="Any"
        options={results}
        value={filter.result}
        onChange={(result) => onChange({ ...filter, result })}
      />
      <Choose
        label="What happened"
        any="Anything"
        options={acts}
        value={filter.act}
        onChange={(act) => onChange({ ...filter, act })}
      />
      <Choose
        label="Kind of record"
        any="Any"
        options={kinds}
        value={filter.kind}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      <Choose
        label="When"
        any="At any time"
        options={spans}
        value={filter.since}
        onChange={(since) => onChange({ ...filter, since })}
      />
      {isFiltered(filter) && (
        <Button
          look="plain"
          onPress={() => onChange({ result: undefined, act: undefined, kind: undefined, since: undefined })}
        >
          Show everything
        </Button>
      )}
    </search>
  );
}
