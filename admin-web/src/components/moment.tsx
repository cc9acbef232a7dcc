import { useState } from 'react';
import { Button } from 'react-aria-components';
import { comingTime, exactTime, relativeTime } from '../lib/time.ts';
import { useNow } from '../lib/use-now.ts';
import { Hint } from './hint.tsx';

export interface MomentProps {
  readonly at: string;
  readonly label: string;
  /** It is still to come. */
  readonly isAhead?: boolean;
}

/** A time as a distance; the exact one shows on hover and focus, and stays when pressed (for touch). */
export function Moment({ at, label, isAhead = false }: MomentProps) {
  const now = useNow();
  const [exact, setExact] = useState(false);
  const distance = isAhead ? comingTime(at, now) : relativeTime(at, now);
  const shown = exact ? exactTime(at) : distance;
  return (
    <Hint tip={exactTime(at)}>
      <Button className="moment" onPress={() => setExact(!exact)}>
        {label} <time dateTime={at}>{shown}</time>
      </Button>
    </Hint>
  );
}
