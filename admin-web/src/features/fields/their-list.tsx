import { GripVertical, Plus } from 'lucide-react';
import { useState } from 'react';
import { GridList, GridListItem, useDragAndDrop } from 'react-aria-components';
import { pathMistake } from '../../../../shared/domain/paths.ts';
import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { Tag } from '../../components/tag.tsx';
import { TextField } from '../../components/text-field.tsx';
import { fieldDrag } from './drag.ts';
import type { TheirField } from './their-fields.ts';
import type { Editor } from './use-editor.ts';

export interface TheirListProps {
  readonly editor: Editor;
  readonly theirs: readonly TheirField[];
  readonly other: string;
  readonly onType: (path: string) => void;
}

/** The fields of the other system, each to be dragged onto one of ours. */
export function TheirList({ editor, theirs, other, onType }: TheirListProps) {
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ [fieldDrag]: String(key), 'text/plain': String(key) })),
  });
  const used = new Set(editor.rules.map(({ externalField }) => externalField));
  return (
    <section className="theirs" aria-labelledby="their-fields">
      <h3 id="their-fields">In {other}</h3>
      <GridList
        aria-labelledby="their-fields"
        className="their-list"
        selectionMode="none"
        dragAndDropHooks={dragAndDropHooks}
        items={theirs.map((field) => ({ ...field, id: field.path }))}
        dependencies={[editor.rules]}
      >
        {(field) => (
          <GridListItem textValue={field.label} className={`their ${used.has(field.path) ? 'used' : ''}`}>
            <Button slot="drag" look="icon" aria-label={`Drag ${field.label}`}>
              <GripVertical size={16} aria-hidden />
            </Button>
            <span className="grow">
              {field.label}
              <span className="help">{field.path}</span>
            </span>
            {field.isGone && <Tag word={{ text: 'Gone', tone: 'bad' }} />}
          </GridListItem>
        )}
      </GridList>
      <AnotherField other={other} theirs={theirs} onType={onType} />
    </section>
  );
}

/** Fields that the other system does not name can be typed as a path into its records. */
function AnotherField({ other, theirs, onType }: Pick<TheirListProps, 'other' | 'theirs' | 'onType'>) {
  const [path, setPath] = useState('');
  const [error, setError] = useState<string>();
  const add = () => {
    const given = path.trim();
    const isThere = theirs.some((field) => field.path === given);
    const mistake = isThere ? 'This field is in the list already' : pathMistake(given);
    setError(mistake === undefined ? undefined : `${mistake}.`);
    if (mistake !== undefined) return;
    onType(given);
    setPath('');
  };
  return (
    <Form
      label={`Another field of ${other}`}
      errors={error === undefined ? {} : { path: error }}
      onSubmit={add}
    >
      <TextField
        label="Another field, by its path"
        name="path"
        value={path}
        onChange={(text) => {
          setPath(text);
          setError(undefined);
        }}
        help={`As ${other} writes it, like “due_on” or “assignee.gid”.`}
      />
      <div>
        <Button type="submit">
          <Plus size={16} aria-hidden />
          Add to the list
        </Button>
      </div>
    </Form>
  );
}
