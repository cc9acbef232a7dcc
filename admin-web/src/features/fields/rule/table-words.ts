import { capital } from '../../../lib/words.ts';
import type { OurField } from '../requests/field-mappings.ts';
import type { TheirField } from '../their-fields.ts';
import type { Transform } from '../transforms.ts';

type Table = Extract<Transform, { type: 'enum' }>;
export interface ValueTableProps {
  readonly transform: Table;
  readonly field: OurField;
  readonly their: TheirField | undefined;
  readonly other: string;
  readonly onChange: (transform: Table) => void;
}

export const optionWord = (option: string): string => capital(option.toLowerCase().replaceAll('_', ' '));
export const theirWord = (their: TheirField | undefined, value: string): string =>
  their?.options?.find(({ id }) => id === value)?.label ?? value;
