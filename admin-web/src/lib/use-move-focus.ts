import { type RefObject, useEffect, useState } from 'react';

/**
 * For an act that takes away what was focused: the focus moves to the first match of `selector` inside `root` once the
 * page shows what the act did.
 */
export function useMoveFocus(root: RefObject<HTMLElement | null>, selector: string): () => void {
  const [moves, setMoves] = useState(0);
  useEffect(() => {
    if (moves > 0) root.current?.querySelector<HTMLElement>(selector)?.focus();
  }, [moves, root, selector]);
  return () => setMoves((count) => count + 1);
}
