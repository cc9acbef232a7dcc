import { Save } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../../components/button.tsx';
import { counted, listWords } from '../../../lib/words.ts';
import type { OurField } from '../requests/field-mappings.ts';
import type { Problem } from '../rule-problems.ts';
import type { Editor } from '../use-editor.ts';

export interface SaveBarProps {
  readonly editor: Editor;
  readonly fields: readonly OurField[];
  readonly problems: readonly Problem[];
  /** The id of what says how the saving stands. */
  readonly saveState: string;
}

/** What is not saved yet, what keeps it from being saved, and the button that saves it. */
export function SaveBar({ editor, fields, problems, saveState }: SaveBarProps) {
  const { changed, refused, isPending } = editor;
  useEffect(() => {
    if (refused.length === 0) return;
    const first = document.querySelector<HTMLElement>('[data-wrong]') ?? document.getElementById(saveState);
    first?.focus();
  }, [refused, saveState]);
  const labels = changed.map((name) => fields.find((field) => field.name === name)?.label ?? name);
  const general = problems.filter(({ at }) => at === undefined);
  const wrong = problems.filter(({ severity }) => severity === 'error').length;
  return (
    <div className={`save-bar ${changed.length > 0 ? 'full' : ''}`}>
      <div className="grow" id={saveState} tabIndex={-1}>
        <p role="status" className="small">
          {changed.length === 0
            ? 'Nothing is changed.'
            : `${counted(changed.length, 'field')} changed and not saved: ${listWords(labels)}.`}
          {wrong > 0 && ` ${counted(wrong, 'thing')} to mend first.`}
        </p>
        {general.map(({ message }) => (
          <p key={message} className="error">
            {message}
          </p>
        ))}
      </div>
      {/* Never disabled: a button that was just pressed keeps the focus. */}
      <Button look="plain" onPress={editor.drop}>
        Drop changes
      </Button>
      <Button onPress={editor.save} isPending={isPending} {...(changed.length > 0 ? { look: 'main' } : {})}>
        <Save size={16} aria-hidden />
        {isPending ? 'Saving …' : 'Save as a new version'}
      </Button>
    </div>
  );
}
