import { Undo2 } from 'lucide-react';
import { undoSeconds } from '../lib/later.ts';
import { Button } from './button.tsx';

export interface DecidedProps {
  readonly title: string;
  readonly text: string;
  /** Absent once it is on its way. */
  readonly onUndo?: () => void;
}

/** What stands in the place of a question that was just answered. */
export const Decided = ({ title, text, onUndo }: DecidedProps) => (
  <div className="card decision decided row between">
    <span role="status">
      “{title}”: {text}
    </span>
    {onUndo !== undefined && (
      <Button autoFocus onPress={onUndo}>
        <Undo2 size={16} aria-hidden />
        Undo (within {undoSeconds} s)
      </Button>
    )}
  </div>
);
