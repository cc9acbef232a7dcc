import type { Checked, NamedTransform, OurField, Place } from './requests/field-mappings.ts';
import type { Problem } from './rule-problems.ts';
import type { TheirField } from './their-fields.ts';
import type { Editor } from './use-editor.ts';

export interface OurFieldsProps {
  readonly editor: Editor;
  readonly place: Place;
  readonly fields: readonly OurField[];
  readonly theirs: readonly TheirField[];
  readonly named: readonly NamedTransform[];
  readonly other: string;
  readonly problems: readonly Problem[];
  readonly trips: Checked['roundTrips'];
  /** The field whose rule is open. */
  readonly open: string | undefined;
  readonly onOpen: (field: string | undefined) => void;
}
