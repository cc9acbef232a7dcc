import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Choose } from '../../components/choose.tsx';
import { ChooseSpan } from '../../components/choose-span.tsx';
import { FindField } from '../../components/find-field.tsx';
import type { LogFilter } from './log-filter.ts';
import { isShown, logViews, type PastRun } from './log-views.ts';
import { acts, kinds, outcomes, results } from './options.ts';

export interface LogFiltersProps {
  readonly filter: LogFilter;
  /** The integrations to choose from: their ids and names; absent in the log of one. */
  readonly integrations?: readonly (readonly [string, string])[];
  readonly lastRun?: PastRun | undefined;
  readonly onChange: (filter: LogFilter) => void;
  /** What can be done with the list. */
  readonly acts: ReactNode;
}

/** What of the log to show; each choice lands in the address, so a view can be sent on. */
export function LogFilters({ filter, integrations, lastRun, onChange, acts: buttons }: LogFiltersProps) {
  const set = (change: Partial<LogFilter>) => onChange({ ...filter, ...change });
  return (
    <search className="stack" aria-label="Choose what to show">
      <div className="row between">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset names a question, and these are views */}
        <div className="row views" role="group" aria-label="Views">
          {logViews(lastRun).map((view) => (
            <Button
              key={view.name}
              aria-pressed={isShown(view, filter)}
              onPress={() => onChange(view.filter)}
            >
              {view.name}
            </Button>
          ))}
        </div>
        {buttons}
      </div>
      <div className="filters">
        <Choose
          label="Outcome"
          any="Any"
          options={results}
          value={filter.result}
          onChange={(result) => set({ result })}
        />
        <Choose
          label="What happened"
          any="Anything"
          options={acts}
          value={filter.act}
          onChange={(act) => set({ act })}
        />
        <Choose
          label="Kind of record"
          any="Any"
          options={kinds}
          value={filter.kind}
          onChange={(kind) => set({ kind })}
        />
        <Choose
          label="What became of it"
          any="Anything"
          options={outcomes}
          value={filter.outcome}
          onChange={(outcome) => set({ outcome })}
        />
        {integrations !== undefined && (
          <Choose
            label="Integration"
            any="All"
            options={integrations}
            value={filter.integration}
            onChange={(integration) => set({ integration })}
          />
        )}
        <ChooseSpan span={filter} onChange={set} />
        <FindField
          key={filter.find}
          label="Number of a record, on either side"
          name="find"
          value={filter.find}
          onFind={(find) => set({ find })}
        />
        {filter.run !== undefined && <p className="small soft">Only what one run did.</p>}
      </div>
    </search>
  );
}
