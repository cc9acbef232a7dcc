import { type RefObject, useEffect, useEffectEvent } from 'react';
import { keysAreOn } from './conflict-keys.tsx';

export type KeyAct = 'local' | 'external' | 'aside';
const acts: { readonly [key: string]: KeyAct } = { 1: 'local', 2: 'external', 3: 'aside' };

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input[type="text"], input[type="date"], textarea, select');

/** J and K walk from decision to decision; 1, 2 and 3 decide the one that has the focus. */
export function useConflictKeys(
  list: RefObject<HTMLElement | null>,
  onAct: (conflictId: string, act: KeyAct) => void,
): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !keysAreOn()) return;
    if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-conflict]') ?? [])];
    const at = cards.findIndex((card) => card.contains(document.activeElement));
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (step !== undefined) {
      const next = at < 0 ? 0 : Math.min(cards.length - 1, Math.max(0, at + step));
      cards[next]?.querySelector('h3')?.focus();
    }
    const act = acts[event.key];
    const id = cards[at]?.dataset.conflict;
    if (act !== undefined && id !== undefined) onAct(id, act);
  });
  useEffect(() => {
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
