import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import type { Draft } from '../draft.ts';
import { withoutBlanks } from '../draft.ts';
import type { Update } from '../requests/update-integration.ts';

/** What an admin can change, as the form holds it. */
export type Edited = Pick<
  Draft,
  | 'name'
  | 'description'
  | 'baseUrl'
  | 'settings'
  | 'syncDirection'
  | 'syncFrequency'
  | 'dataTypes'
  | 'conflictStrategy'
  | 'customMergeRules'
  | 'deletePolicies'
  | 'whenPaused'
  | 'autoRecover'
  | 'matchMode'
> & { readonly timeZone?: string };
export type EditedField = keyof Edited;

/** The integration as the form shows it before anything is changed. */
export const editedOf = (view: IntegrationView): Edited => ({
  name: view.name,
  description: view.description ?? '',
  syncFrequency: view.syncFrequency,
  ...(view.timeZone === undefined ? {} : { timeZone: view.timeZone }),
  baseUrl: view.baseUrl,
  settings: view.settings,
  dataTypes: view.dataTypes,
  syncDirection: view.syncDirection,
  conflictStrategy: view.conflictStrategy,
  customMergeRules: view.customMergeRules ?? {},
  matchMode: view.matchMode,
  deletePolicies: view.deletePolicies,
  whenPaused: view.whenPaused,
  autoRecover: view.autoRecover,
});

const fields: readonly EditedField[] = [
  'name',
  'description',
  'syncFrequency',
  'timeZone',
  'baseUrl',
  'settings',
  'dataTypes',
  'syncDirection',
  'conflictStrategy',
  'customMergeRules',
  'matchMode',
  'deletePolicies',
  'whenPaused',
  'autoRecover',
];

/** The same whatever order names or kinds stand in. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, canonical(each)]),
  );
}

const text = (field: EditedField, value: unknown): string => {
  const plain =
    field === 'dataTypes' && Array.isArray(value)
      ? [...value].map(String).sort((a, b) => (a < b ? -1 : 1))
      : value;
  const given =
    field === 'settings' && typeof plain === 'object' && plain !== null ? withoutBlanks({ ...plain }) : plain;
  return JSON.stringify(canonical(given)) ?? '';
};

const differs = (field: EditedField, a: Edited, b: Edited): boolean =>
  text(field, a[field]) !== text(field, b[field]);

/** The fields that were changed. */
export const changedFields = (before: Edited, now: Edited): readonly EditedField[] =>
  fields.filter((field) => differs(field, before, now));

/** What is sent: the changed fields only, so that others may be changed by others. */
export function updateOf(before: Edited, now: Edited): Update {
  const changed = changedFields(before, now);
  return Object.fromEntries(
    changed.map((field) => [field, field === 'settings' ? withoutBlanks(now.settings) : now[field]]),
  );
}

export interface Meanwhile {
  readonly field: EditedField;
  /** Both of us changed it, to different values. */
  readonly isClash: boolean;
}

/** What another admin changed since the form was opened, and where it meets my own changes. */
export const meanwhile = (before: Edited, mine: Edited, theirs: Edited): readonly Meanwhile[] =>
  changedFields(before, theirs).map((field) => ({
    field,
    isClash: differs(field, before, mine) && differs(field, mine, theirs),
  }));

/** Their values with my changes on top; where both changed the same, `keep` says whose stays. */
export function merged(before: Edited, mine: Edited, theirs: Edited, keep: 'mine' | 'theirs'): Edited {
  const kept = changedFields(before, mine).filter(
    (field) => keep === 'mine' || !differs(field, before, theirs) || !differs(field, mine, theirs),
  );
  return { ...theirs, ...Object.fromEntries(kept.map((field) => [field, mine[field]])) };
}
