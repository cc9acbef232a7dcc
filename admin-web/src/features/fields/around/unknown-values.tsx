import { Link } from '@tanstack/react-router';
import { CircleHelp } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import { Moment } from '../../../components/moment.tsx';
import { fieldLabel } from '../../../lib/show-value.ts';
import { counted } from '../../../lib/words.ts';
import type { UnknownValue } from '../requests/field-mappings.ts';
import { changed, replaced, rulesOf } from '../rules.ts';
import type { Editor } from '../use-editor.ts';

export interface UnknownValuesProps {
  readonly editor: Editor;
  readonly other: string;
  readonly unknown: readonly UnknownValue[];
  readonly onOpen: (field: string) => void;
}

/** Values that came and that no table knows: their fields wait until somebody says what they mean. */
export function UnknownValues({ editor, other, unknown, onOpen }: UnknownValuesProps) {
  if (unknown.length === 0) return null;
  const add = ({ field, value }: UnknownValue) => {
    const [rule] = rulesOf(editor.rules, field).filter(({ direction }) => direction !== 'out');
    onOpen(field);
    if (rule === undefined || typeof rule.transform !== 'object' || rule.transform.type !== 'enum') return;
    if (Object.hasOwn(rule.transform.mapping, value)) return;
    const { at, ...plain } = rule;
    const transform = { ...rule.transform, mapping: { ...rule.transform.mapping, [value]: '' } };
    editor.change(replaced(editor.rules, at, changed(plain, { transform })));
  };
  return (
    <section className="note warn" aria-labelledby="unknown">
      <CircleHelp aria-hidden />
      <div className="grow stack tight">
        <strong id="unknown">
          {counted(unknown.length, 'value')} of {other} {unknown.length === 1 ? 'waits' : 'wait'} for a
          meaning
        </strong>
        <p>The field keeps what it had; everything else of the record is synced. Say what the value means.</p>
        <ul className="stack tight">
          {unknown.map((each) => (
            <li key={`${each.field} ${each.value}`} className="row">
              <span className="grow">
                “{each.value}” in {fieldLabel(each.resourceType, each.field)},{' '}
                <Moment at={each.firstSeenAt} label="first seen" />
              </span>
              <Link
                className="button plain"
                to="/integrations/$id/matches"
                params={(now) => ({ id: now.id ?? '' })}
                search={{ find: each.recordId, kind: each.resourceType }}
              >
                See the record
              </Link>
              <Button onPress={() => add(each)}>Say what “{each.value}” means</Button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
