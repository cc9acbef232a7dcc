import type { UseQueryResult } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Refusal } from '../../components/refusal.tsx';
import { Faster } from './around/faster.tsx';
import { LeaveGuard } from './around/leave-guard.tsx';
import { Notes } from './around/notes.tsx';
import { SaveBar } from './around/save-bar.tsx';
import { TryOut } from './around/try-out.tsx';
import { UnknownValues } from './around/unknown-values.tsx';
import { Versions } from './around/versions.tsx';
import { Lines } from './lines.tsx';
import { OurFields } from './our-fields.tsx';
import type {
  Discovered,
  Mapping,
  NamedTransform,
  OurField,
  Place,
  UnknownValue,
} from './requests/field-mappings.ts';
import { theirFields } from './their-fields.ts';
import { TheirList } from './their-list.tsx';
import { useCheck } from './use-check.ts';
import { useEditor } from './use-editor.ts';

export interface MappingEditorProps {
  readonly place: Place;
  readonly other: string;
  readonly unknown: readonly UnknownValue[];
  readonly data: {
    readonly mapping: Mapping;
    readonly fields: readonly OurField[];
    readonly namedTransforms: readonly NamedTransform[];
  };
  readonly live: Pick<UseQueryResult<readonly Discovered[]>, 'data' | 'error'>;
}

/** Two columns of fields and the rules between them, with everything that helps to get them right. */
export function MappingEditor({ place, other, unknown, data, live }: MappingEditorProps) {
  const { mapping, fields, namedTransforms: named } = data;
  const editor = useEditor(place, mapping);
  const check = useCheck(place, editor.rules);
  const [typed, setTyped] = useState<readonly string[]>([]);
  const [open, setOpen] = useState<string>();
  const saveState = useId();
  const theirs = theirFields(live.data, [...mapping.fields, ...editor.rules], typed);
  const problems = check.problems.length > 0 ? check.problems : editor.refused;
  const common = { editor, fields, theirs, other, saveState };
  return (
    <>
      <Notes {...common} place={place} problems={problems} lookUpError={live.error} />
      <UnknownValues {...common} unknown={unknown} onOpen={setOpen} />
      <div className="mapper">
        <Lines rules={editor.rules} />
        <TheirList {...common} onType={(path) => setTyped([...typed, path])} />
        <OurFields
          {...common}
          place={place}
          named={named}
          problems={problems}
          trips={check.trips}
          open={open}
          onOpen={setOpen}
        />
      </div>
      {editor.faster !== undefined && <Faster {...common} />}
      <Refusal error={editor.error} />
      <SaveBar {...common} problems={problems} />
      <TryOut place={place} rules={editor.rules} other={other} />
      <Versions
        place={place}
        current={mapping}
        fields={fields}
        hasUnsaved={editor.changed.length > 0}
        onRestored={editor.drop}
      />
      <LeaveGuard count={editor.changed.length} />
    </>
  );
}
