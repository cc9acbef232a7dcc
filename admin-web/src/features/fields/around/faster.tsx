import { UsersRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../../../components/button.tsx';
import { listWords } from '../../../lib/words.ts';
import type { OurField } from '../requests/field-mappings.ts';
import type { Editor } from '../use-editor.ts';

export interface FasterProps {
  readonly editor: Editor;
  readonly fields: readonly OurField[];
  /** Where the focus goes when what it was on is gone. */
  readonly saveState: string;
}

/** Somebody else saved first: whose rules hold from now on. Nothing is saved before that is said. */
export function Faster({ editor, fields, saveState }: FasterProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  if (editor.faster === undefined) return null;
  const { version, by, changed, takeTheirs, saveMine } = editor.faster;
  const settle = (how: () => void) => {
    document.getElementById(saveState)?.focus();
    how();
  };
  const labels = changed.map((name) => fields.find((field) => field.name === name)?.label ?? name);
  return (
    <section className="card stack meanwhile" aria-labelledby="faster" role="alert">
      <div className="row start">
        <UsersRound aria-hidden />
        <div className="grow">
          <h3 id="faster" ref={heading} tabIndex={-1}>
            {by ?? 'Somebody'} saved version {version} meanwhile
          </h3>
          <p>
            Nothing of yours is saved yet. They changed {labels.length === 0 ? 'nothing' : listWords(labels)}.
            Saving yours puts all rules as you see them here; theirs stay among the versions.
          </p>
        </div>
      </div>
      <div className="row acts">
        <Button onPress={() => settle(takeTheirs)}>Take theirs, drop mine</Button>
        <Button look="main" onPress={() => settle(saveMine)}>
          Save mine over theirs
        </Button>
      </div>
    </section>
  );
}
