import type { GivenValues } from './change.ts';
import type { ExternalData } from './external.ts';
import type { FieldMapping, FieldMappingSet } from './field-mapping.ts';
import type { Base } from './mapping.ts';
import { readPath } from './paths.ts';
import type { GivenField } from './reconcile.ts';
import { fieldSpec } from './resources.ts';
import type { Translation } from './translation.ts';
import { type Fields, type FieldValue, fieldValue, sameValue } from './values.ts';

/** An external record in our words, with what people know about what it leaves open. */
export interface Completed {
  readonly translation: Translation;
  readonly given: { readonly [field: string]: GivenField };
}

/** Stands for an external value that cannot be understood, so that it can be agreed to differ from ours. */
const unreadable = (raw: FieldValue | undefined): FieldValue => ({ unreadable: raw ?? null });

/**
 * Fills what the external record lacks or says unreadably with the values that an admin gave for this look. What was
 * given for an earlier look and is still as it was then is no trouble any more: the two sides are agreed to differ.
 */
export function complete(
  set: FieldMappingSet,
  data: ExternalData,
  base: Base,
  translation: Translation,
  values: GivenValues | undefined,
): Completed {
  const rules = set.fields.filter(({ direction }) => direction !== 'out');
  const theirs = (rule: FieldMapping): FieldValue =>
    translation.held.some(({ field }) => field === rule.internalField)
      ? unreadable(readPath(data, rule.externalField))
      : null;
  const open = rules.filter((rule) => isOpen(translation, rule));
  const known = open.filter((rule) => isAgreed(base, rule.internalField, theirs(rule)));
  const given = open.filter(({ internalField }) => Object.hasOwn(values?.values ?? {}, internalField));
  const filled = new Set([...known, ...given]);
  if (filled.size === 0) return { translation, given: {} };
  const told = [...filled].map((rule) => [rule.internalField, theirs(rule)] as const);
  return {
    translation: without(set, translation, filled, Object.fromEntries(told)),
    given: Object.fromEntries(
      given.map(({ internalField }) => [
        internalField,
        {
          value: fieldValue(values?.values ?? {}, internalField),
          rule: `${values?.by ?? ''} gave this value, because the external record has none that can be read`,
        },
      ]),
    ),
  };
}

/** Fields that an admin may give a value for: missing over there, or not to be understood. */
export const isOpen = (
  { fields, held }: Pick<Translation, 'fields' | 'held'>,
  { internalField }: Pick<FieldMapping, 'internalField'>,
): boolean => held.some(({ field }) => field === internalField) || fieldValue(fields, internalField) === null;

const isAgreed = (base: Base, field: string, theirs: FieldValue): boolean => {
  const entry = Object.hasOwn(base, field) ? base[field] : undefined;
  return entry?.external !== undefined && sameValue(entry.external, theirs);
};

function without(
  set: FieldMappingSet,
  translation: Translation,
  filled: ReadonlySet<FieldMapping>,
  told: Fields,
): Translation {
  const { waits: _before, ...rest } = translation;
  const names = new Set([...filled].map(({ internalField }) => internalField));
  const paths = new Set([...filled].map(({ externalField }) => externalField));
  const held = translation.held.filter(({ field }) => !names.has(field));
  const needed = held.find(({ field }) => fieldSpec(set.resourceType, field)?.required === true);
  return {
    ...rest,
    fields: { ...translation.fields, ...told },
    held,
    missing: translation.missing.filter((path) => !paths.has(path)),
    ...(translation.waits === undefined || needed === undefined ? {} : { waits: needed.reason }),
  };
}
