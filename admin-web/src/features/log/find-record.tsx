import { Search } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';

export interface FindRecordProps {
  readonly value: string | undefined;
  readonly onFind: (value: string | undefined) => void;
}

/** Looks for all entries of one record by its number, ours or the other system's. */
export function FindRecord({ value, onFind }: FindRecordProps) {
  const [typed, setTyped] = useState(value ?? '');
  return (
    <form
      className="find"
      onSubmit={(event) => {
        event.preventDefault();
        onFind(typed.trim() === '' ? undefined : typed.trim());
      }}
    >
      <TextField
        label="Number of a record, on either side"
        name="find"
        type="search"
        value={typed}
        onChange={setTyped}
      />
      <Button type="submit">
        <Search size={16} aria-hidden />
        Find
      </Button>
    </form>
  );
}
