import { CircleCheck, Sparkles, TriangleAlert } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import { troubleOf } from '../../../lib/problems.ts';
import { counted, listWords } from '../../../lib/words.ts';
import type { OurField, Place } from '../requests/field-mappings.ts';
import type { Problem } from '../rule-problems.ts';
import { matched, needed, obvious } from '../rules.ts';
import type { TheirField } from '../their-fields.ts';
import type { Editor } from '../use-editor.ts';

export interface NotesProps {
  readonly editor: Editor;
  readonly place: Place;
  readonly fields: readonly OurField[];
  readonly theirs: readonly TheirField[];
  readonly other: string;
  readonly problems: readonly Problem[];
  /** Where the focus goes when what it was on is gone. */
  readonly saveState: string;
  /** Why the fields of the other system could not be looked up. */
  readonly lookUpError: unknown;
}

/** What to know before matching: what is needed, what is gone, what is obvious. */
export function Notes(props: NotesProps) {
  const { fields, editor, other, lookUpError } = props;
  const { all, filled, missing } = needed(fields, editor.rules);
  return (
    <div className="stack tight">
      {all > 0 && (
        <p className={`note ${missing.length === 0 ? 'good' : 'warn'}`} role="status">
          {missing.length === 0 ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />}
          <span className="grow">
            {filled} of {counted(all, 'needed field')} matched.
            {missing.length > 0 &&
              ` Nothing from ${other} can be taken before ${listWords(missing)} ${missing.length === 1 ? 'is' : 'are'} matched.`}
          </span>
        </p>
      )}
      {lookUpError !== null && (
        <p className="note warn">
          <TriangleAlert aria-hidden />
          <span className="grow">
            The fields of {other} could not be looked up: {troubleOf(lookUpError).title}. Those that rules use
            are here; others can be typed.
          </span>
        </p>
      )}
      <Gone {...props} />
      <Obvious {...props} />
    </div>
  );
}

function Gone({ theirs, fields, editor, other }: NotesProps) {
  const gone = theirs.filter(
    ({ isGone, path }) => isGone && editor.rules.some(({ externalField }) => externalField === path),
  );
  if (gone.length === 0) return null;
  const usedFor = (path: string) =>
    editor.rules
      .filter(({ externalField }) => externalField === path)
      .map(({ internalField }) => fields.find(({ name }) => name === internalField)?.label ?? internalField);
  return (
    <div className="note bad">
      <TriangleAlert aria-hidden />
      <div className="grow">
        <strong>{other} no longer has what these rules use</strong>
        <ul>
          {gone.map(({ path }) => (
            <li key={path}>
              {listWords(usedFor(path))} was matched with <code>{path}</code>: pick another field for it, or
              remove its rule.
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function Obvious({ editor, place, fields, theirs, saveState }: NotesProps) {
  const pairs = obvious(fields, theirs, editor.rules);
  if (pairs.length === 0) return null;
  const take = () => {
    document.getElementById(saveState)?.focus();
    editor.change(
      pairs.reduce(
        (rules, { field, their }) => matched(place.resourceType, rules, field, their),
        editor.rules,
      ),
    );
  };
  return (
    <div className="note good">
      <Sparkles aria-hidden />
      <p className="grow">
        Called the same on both sides: {listWords(pairs.map(({ field }) => field.label))}.
      </p>
      <Button onPress={take}>Match {pairs.length === 1 ? 'it' : `these ${pairs.length}`}</Button>
    </div>
  );
}
