import { useState } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { exactTime, relativeTime } from '../lib/time.ts';
import { useNow } from '../lib/use-now.ts';

/** A time as a distance; the exact one shows on hover and focus, and stays when pressed (for touch). */
export function Moment({ at, label }: { readonly at: string; readonly label: string }) {
  const now = useNow();
  const [exact, setExact] = useState(false);
  const shown = exact ? exactTime(at) : relativeTime(at, now);
  return (
    <TooltipTrigger delay={300}>
      <Button className="moment" onPress={() => setExact(!exact)}>
        {label} <time dateTime={at}>{shown}</time>
      </Button>
      <Tooltip className="tooltip" offset={6}>
        {exactTime(at)}
      </Tooltip>
    </TooltipTrigger>
  );
}
