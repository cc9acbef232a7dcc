import { type ReactNode, useRef, useState } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components';

/** Milliseconds in which the scrolling that a focus causes is over. */
const scrollMs = 200;

/** Words that show on hover and focus of the one control inside. Focus may scroll the page, which alone would close them again. */
export function Hint({ tip, children }: { readonly tip: ReactNode; readonly children: ReactNode }) {
  const box = useRef<HTMLSpanElement>(null);
  const openedAt = useRef(0);
  const [isOpen, setOpen] = useState(false);
  const change = (open: boolean) => {
    const justFocused =
      performance.now() - openedAt.current < scrollMs &&
      box.current?.contains(document.activeElement) === true;
    if (open) openedAt.current = performance.now();
    if (open || !justFocused) setOpen(open);
  };
  return (
    <span ref={box} className="hint">
      <TooltipTrigger delay={300} isOpen={isOpen} onOpenChange={change}>
        {children}
        <Tooltip className="tooltip" offset={6}>
          {tip}
        </Tooltip>
      </TooltipTrigger>
    </span>
  );
}
