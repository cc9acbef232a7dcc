import { TextField } from '../../components/text-field.tsx';
import type { LogFilter } from './log-filter.ts';

export interface DayRangeProps {
  readonly filter: LogFilter;
  readonly onChange: (filter: LogFilter) => void;
}

/** From one day to another, both included; the platform's own calendar. */
export default function DayRange({ filter, onChange }: DayRangeProps) {
  const set = (end: 'from' | 'to') => (value: string) =>
    onChange({ ...filter, [end]: value === '' ? undefined : value });
  return (
    <>
      <TextField label="First day" name="from" type="date" value={filter.from ?? ''} onChange={set('from')} />
      <TextField label="Last day" name="to" type="date" value={filter.to ?? ''} onChange={set('to')} />
    </>
  );
}
