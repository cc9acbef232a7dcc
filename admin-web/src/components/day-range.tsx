import type { Span } from '../lib/spans.ts';
import { TextField } from './text-field.tsx';

export interface DayRangeProps {
  readonly span: Span;
  readonly onChange: (change: Partial<Span>) => void;
}

/** From one day to another, both included; the platform's own calendar. */
export default function DayRange({ span, onChange }: DayRangeProps) {
  const set = (end: 'from' | 'to') => (value: string) =>
    onChange({ [end]: value === '' ? undefined : value });
  return (
    <>
      <TextField label="First day" name="from" type="date" value={span.from ?? ''} onChange={set('from')} />
      <TextField label="Last day" name="to" type="date" value={span.to ?? ''} onChange={set('to')} />
    </>
  );
}
