import { CircleCheck, X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { Button } from './button.tsx';

export interface Toast {
  readonly text: string;
  /** What can still be done about it: "Undo". */
  readonly act?: { readonly label: string; readonly run: () => void };
  /** How long it stays, in seconds. */
  readonly seconds?: number;
}

const Say = createContext<(toast: Toast) => void>(() => undefined);

/** Says in passing what was done; read out politely and gone after some seconds. Nothing that must be read belongs here. */
export const useToast = (): ((toast: Toast) => void) => useContext(Say);

type Shown = Toast & { readonly id: number };
let lastId = 0;

export function Toasts({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const say = useCallback((toast: Toast) => {
    lastId += 1;
    const id = lastId;
    setShown((others) => [...others.slice(-2), { ...toast, id }]);
  }, []);
  const drop = useCallback((id: number) => setShown((all) => all.filter((each) => each.id !== id)), []);
  return (
    <Say value={say}>
      {children}
      <div className="toasts" role="status">
        {shown.map((toast) => (
          <OneToast key={toast.id} toast={toast} onGone={drop} />
        ))}
      </div>
    </Say>
  );
}

function OneToast({ toast, onGone }: { readonly toast: Shown; readonly onGone: (id: number) => void }) {
  const { id, text, act, seconds = 6 } = toast;
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = window.setTimeout(() => onGone(id), seconds * 1000);
    return () => window.clearTimeout(timer);
  }, [held, id, onGone, seconds]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits while somebody points at it or is in it
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <CircleCheck size={18} aria-hidden />
      <span className="grow">{text}</span>
      {act !== undefined && (
        <Button
          look="plain"
          onPress={() => {
            act.run();
            onGone(id);
          }}
        >
          {act.label}
        </Button>
      )}
      <Button look="icon" aria-label="Close this message" onPress={() => onGone(id)}>
        <X size={16} aria-hidden />
      </Button>
    </div>
  );
}
