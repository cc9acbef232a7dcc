import { Save } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import { counted, listWords } from '../../../lib/words.ts';
import type { EditedField } from './edited.ts';
import { fieldWord } from './edited-words.ts';

/** Where the focus goes when what it was on is gone. */
export const saveState = 'save-state';

/** What is not saved yet, and the button that saves it; it stays in sight. */
export const SaveBar = ({
  changed,
  isPending,
  onDrop,
}: {
  readonly changed: readonly EditedField[];
  readonly isPending: boolean;
  readonly onDrop: () => void;
}) => (
  <div className={`save-bar ${changed.length > 0 ? 'full' : ''}`}>
    <p role="status" className="small grow" id={saveState} tabIndex={-1}>
      {changed.length === 0
        ? 'Nothing is changed.'
        : `${counted(changed.length, 'change')} not saved: ${listWords(changed.map((field) => fieldWord[field]))}`}
    </p>
    {/* Never disabled: a button that was just pressed keeps the focus. */}
    <Button onPress={onDrop} look="plain">
      Drop changes
    </Button>
    <Button type="submit" isPending={isPending} {...(changed.length > 0 ? { look: 'main' } : {})}>
      <Save size={16} aria-hidden />
      {isPending ? 'Trying and saving …' : 'Save changes'}
    </Button>
  </div>
);
