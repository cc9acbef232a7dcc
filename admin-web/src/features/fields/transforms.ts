import { makers } from '../../../../shared/domain/field-mapping-transforms.ts';
import type { FieldKind } from '../../../../shared/domain/resources.ts';
import { recordWord } from '../../lib/glossary.ts';
import { counted } from '../../lib/words.ts';
import type { NamedTransform, OurField, Rule } from './requests/field-mappings.ts';
import type { TheirField } from './their-fields.ts';

export type Transform = Rule['transform'];
export type Shape = Extract<Transform, string> | Extract<Transform, object>['type'];

export const shapeOf = (transform: Transform): Shape =>
  typeof transform === 'string' ? transform : transform.type;

const shapeWord: { readonly [shape in Shape]: string } = {
  string: 'As text',
  number: 'As a number',
  boolean: 'As yes or no',
  date: 'As a calendar day',
  instant: 'As a moment',
  json: 'As it is',
  enum: 'By a table of values',
  lookup: 'As the record that it is matched with',
  set: 'As a list',
  zoned: 'As a time with its time zone',
  named: 'By a ready-made translation',
  expression: 'By a formula',
};

/** Our field's kind, as people would say it. */
const kindWords: Readonly<Record<string, string>> = {
  text: 'text',
  number: 'number',
  boolean: 'yes or no',
  enum: 'one of a few',
  'plain-date': 'day',
  instant: 'moment',
  zoned: 'time with zone',
  set: 'list',
  json: 'anything',
};
export const kindWord = ({ kind, target }: OurField): string =>
  kind === 'reference' && target !== undefined ? `a ${recordWord[target]}` : (kindWords[kind] ?? kind);

const isKind = (kind: string): kind is FieldKind => Object.hasOwn(makers, kind);

/** What can translate a value for this field: shapes, then ready-made ones by name, then a formula. */
export function choicesFor(
  { kind }: OurField,
  named: readonly NamedTransform[],
): readonly (readonly [key: string, text: string])[] {
  const shapes = isKind(kind) ? (makers[kind] as readonly Shape[]) : [];
  const fitting = named.filter(({ kinds }) => kind === 'json' || kinds.includes(kind));
  return [
    ...shapes.map((shape) => [shape, shapeWord[shape]] as const),
    ...fitting.map(({ name, label }) => [`named ${name}`, label] as const),
    ['expression', shapeWord.expression],
  ];
}

/** The choice that stands for a transform, as `choicesFor` names it. */
export const keyOfTransform = (transform: Transform): string =>
  typeof transform === 'object' && transform.type === 'named'
    ? `named ${transform.name}`
    : shapeOf(transform);

/** A transform to begin with, of the choice with this key. */
export function begin(
  key: string,
  field: OurField,
  their: TheirField | undefined,
  named: readonly NamedTransform[],
): Transform {
  if (key.startsWith('named ')) {
    const name = key.slice('named '.length);
    const targets = named.find((each) => each.name === name)?.targets;
    const first = Array.isArray(targets) ? targets[0] : targets === undefined ? undefined : 'Europe/London';
    return { type: 'named', name, ...(first === undefined ? {} : { target: first }) };
  }
  if (key === 'enum') return { type: 'enum', mapping: tableFor(field, their) };
  if (key === 'lookup') return { type: 'lookup', resourceType: field.target ?? 'MEMBER' };
  if (key === 'set') return { type: 'set' };
  if (key === 'zoned') return { type: 'zoned' };
  if (key === 'expression') return { type: 'expression', inward: their?.path ?? '' };
  const simple = (['string', 'number', 'boolean', 'date', 'instant', 'json'] as const).find(
    (shape) => shape === key,
  );
  return simple ?? 'string';
}

export const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Values that are called the same on both sides. */
function tableFor({ options = [] }: OurField, their: TheirField | undefined): Record<string, string> {
  return Object.fromEntries(
    (their?.options ?? []).map(({ id, label }) => [
      id,
      options.find((option) => plain(option) === plain(label)) ?? '',
    ]),
  );
}

/** How a value is translated, in words. */
export function transformWord(transform: Transform, named: readonly NamedTransform[]): string {
  if (typeof transform === 'string') return shapeWord[transform];
  if (transform.type === 'enum')
    return `By a table of ${counted(Object.keys(transform.mapping).length, 'value')}`;
  if (transform.type === 'lookup')
    return `As the ${recordWord[transform.resourceType]} that it is matched with`;
  if (transform.type === 'named')
    return named.find(({ name }) => name === transform.name)?.label ?? transform.name;
  return shapeWord[transform.type];
}
