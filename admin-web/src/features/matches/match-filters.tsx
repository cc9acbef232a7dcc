import { Search } from 'lucide-react';
import { useState } from 'react';
import { pairPlaces } from '../../../../shared/domain/left-alone.ts';
import { resourceTypes } from '../../../../shared/domain/resources.ts';
import { Button } from '../../components/button.tsx';
import { Choose } from '../../components/choose.tsx';
import { TextField } from '../../components/text-field.tsx';
import { recordWord } from '../../lib/glossary.ts';
import { placeWord } from '../../lib/pair-words.ts';
import { capital } from '../../lib/words.ts';
import { isFiltered, type MatchFilter } from './match-filter.ts';

const kinds = resourceTypes.map((type) => [type, capital(recordWord[type])] as const);
const places = pairPlaces.map((place) => [place, placeWord[place]] as const);

export interface MatchFiltersProps {
  readonly other: string;
  readonly filter: MatchFilter;
  readonly onChange: (filter: MatchFilter) => void;
}

/** Look for one by its number on either side, or go through all in a state. */
export function MatchFilters({ other, filter, onChange }: MatchFiltersProps) {
  const [typed, setTyped] = useState(filter.find ?? '');
  const number = typed.trim();
  return (
    <search aria-label="Choose what to show">
      <form
        className="filters match-filters"
        onSubmit={(event) => {
          event.preventDefault();
          onChange({ ...filter, find: number === '' ? undefined : number, state: undefined });
        }}
      >
        <div className="find">
          <TextField
            label={`Number in BritePool or in ${other}`}
            name="find"
            type="search"
            value={typed}
            onChange={setTyped}
          />
          <Button type="submit">
            <Search size={16} aria-hidden />
            Find
          </Button>
        </div>
        <Choose
          label="Kind of record"
          any="Any"
          options={kinds}
          value={filter.kind}
          onChange={(kind) => onChange({ ...filter, kind })}
        />
        <Choose
          label="State"
          any="Any"
          options={places}
          value={filter.state}
          onChange={(state) => {
            setTyped('');
            onChange({ ...filter, state, find: undefined });
          }}
        />
        {isFiltered(filter) && (
          <Button
            look="plain"
            onPress={() => {
              setTyped('');
              onChange({ kind: undefined, state: undefined, find: undefined });
            }}
          >
            Show everything
          </Button>
        )}
      </form>
    </search>
  );
}
