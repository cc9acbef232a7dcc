import { Search } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button.tsx';
import { TextField } from './text-field.tsx';

export interface FindFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string | undefined;
  readonly onFind: (value: string | undefined) => void;
}

/** Looks for something when Find or Enter is pressed; empty looks for nothing in particular. */
export function FindField({ label, name, value, onFind }: FindFieldProps) {
  const [typed, setTyped] = useState(value ?? '');
  return (
    <form
      className="find"
      onSubmit={(event) => {
        event.preventDefault();
        onFind(typed.trim() === '' ? undefined : typed.trim());
      }}
    >
      <TextField label={label} name={name} type="search" value={typed} onChange={setTyped} />
      <Button type="submit">
        <Search size={16} aria-hidden />
        Find
      </Button>
    </form>
  );
}
