import type { ConflictingField, ConflictResolution } from './conflict.ts';
import type { DecidedField } from './reconcile.ts';
import { type Fields, type FieldValue, fieldValue } from './values.ts';

export const choiceStrategies = ['LOCAL_WINS', 'EXTERNAL_WINS', 'CUSTOM_MERGE'] as const;
export type ChoiceStrategy = (typeof choiceStrategies)[number];

/** What a person wants: one side for all fields, or per field a side or a value of their own. */
export interface ConflictChoice {
  readonly strategy: ChoiceStrategy;
  /** CUSTOM_MERGE: the side that keeps the field. */
  readonly choices?: { readonly [field: string]: 'local' | 'external' };
  /** CUSTOM_MERGE: the value itself; goes before `choices`. */
  readonly values?: Fields;
  /** Whether the external system gets the outcome; without it the two sides are agreed to differ. */
  readonly push: boolean;
}

type Problem = { readonly pointer: string; readonly message: string };

/** The value of every clashing field, or what is missing or too much. */
export function valuesChosen(
  conflict: Pick<ConflictResolution, 'fields'>,
  choice: ConflictChoice,
): { readonly values: Fields } | { readonly errors: readonly Problem[] } {
  const stray = strayNames(conflict, choice);
  const chosen = conflict.fields.map((field) => ({ field: field.field, value: chosenFor(field, choice) }));
  const missing = chosen.flatMap(({ field, value }): Problem[] =>
    value === undefined
      ? [{ pointer: `/resolvedData/${field}`, message: `Say which value "${field}" gets.` }]
      : [],
  );
  if (stray.length + missing.length > 0) return { errors: [...stray, ...missing] };
  return { values: Object.fromEntries(chosen.map(({ field, value }) => [field, value ?? null])) };
}

function chosenFor(field: ConflictingField, choice: ConflictChoice): FieldValue | undefined {
  if (choice.strategy === 'LOCAL_WINS') return field.local.value;
  if (choice.strategy === 'EXTERNAL_WINS') return field.external.value;
  if (choice.values !== undefined && Object.hasOwn(choice.values, field.field))
    return fieldValue(choice.values, field.field);
  if (choice.choices === undefined || !Object.hasOwn(choice.choices, field.field)) return undefined;
  return choice.choices[field.field] === 'local' ? field.local.value : field.external.value;
}

function strayNames({ fields }: Pick<ConflictResolution, 'fields'>, choice: ConflictChoice): Problem[] {
  const clashing = new Set(fields.map(({ field }) => field));
  const named = (pointer: string, names: object | undefined) =>
    Object.keys(names ?? {})
      .filter((field) => !clashing.has(field))
      .map((field) => ({
        pointer: `/${pointer}/${field}`,
        message: `"${field}" is not part of this conflict.`,
      }));
  return [...named('resolvedData', choice.values), ...named('choices', choice.choices)];
}

/**
 * What a person decided about the fields of a pair and what they decided it on. Holds as long as the pair names the
 * conflict: a pair that was written drops the name, so a decision is carried out once, whoever carries it out.
 */
export function decidedFields(conflict: ConflictResolution | undefined): {
  readonly [field: string]: DecidedField;
} {
  if (conflict?.status !== 'RESOLVED' || conflict.resolution === undefined) return {};
  const { values, pushed, strategy } = conflict.resolution;
  const who = conflict.resolvedBy ?? 'a person';
  return Object.fromEntries(
    conflict.fields.map(({ field, local, external }): [string, DecidedField] => [
      field,
      {
        value: fieldValue(values, field),
        push: pushed,
        local: local.value,
        external: external.value,
        rule: `${who} decided: ${sentences[strategy] ?? 'this value'}`,
      },
    ]),
  );
}

const sentences: { readonly [strategy: string]: string } = {
  LOCAL_WINS: 'the value of BritePool stays',
  EXTERNAL_WINS: 'the value of the external system stays',
  CUSTOM_MERGE: 'this value is the right one',
};
