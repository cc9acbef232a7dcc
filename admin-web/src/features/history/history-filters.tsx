import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Choose } from '../../components/choose.tsx';
import { ChooseSpan } from '../../components/choose-span.tsx';
import { FindField } from '../../components/find-field.tsx';
import { actKinds } from './act-words.ts';
import { anything, type HistorySearch } from './history-search.ts';

export interface HistoryFiltersProps {
  readonly search: HistorySearch;
  readonly onChange: (search: HistorySearch) => void;
  /** What can be done with the list. */
  readonly children: ReactNode;
}

/** Whose acts, which and when; each choice lands in the address. */
export function HistoryFilters({ search, onChange, children }: HistoryFiltersProps) {
  const set = (change: Partial<HistorySearch>) => onChange({ ...search, ...change });
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  return (
    <search className="filters" aria-label="Choose what to show">
      <FindField
        key={search.who}
        label="Who (the name they sign in with)"
        name="who"
        value={search.who}
        onFind={(who) => set({ who })}
      />
      <Choose
        label="What was done"
        any="Anything"
        options={actKinds}
        value={actKinds.find(([kind]) => kind === search.act)?.[0]}
        onChange={(act) => set({ act })}
      />
      <ChooseSpan span={search} onChange={set} />
      {isFiltered && (
        <Button look="plain" onPress={() => onChange(anything)}>
          Show everything
        </Button>
      )}
      {children}
    </search>
  );
}
