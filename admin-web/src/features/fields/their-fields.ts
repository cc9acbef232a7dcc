import type { Discovered, Rule } from './requests/field-mappings.ts';

/** A field of the other system, as far as it is known. */
export interface TheirField {
  readonly path: string;
  readonly label: string;
  readonly type?: Discovered['type'];
  /** `false` where the other system says that nobody may write it. */
  readonly writable: boolean;
  readonly options?: Discovered['options'];
  /** A rule uses it, and the other system no longer has it. */
  readonly isGone: boolean;
}

/** Names that only say "the number of": a reader wants what they are the number of. */
const endings = new Set(['gid', 'id', 'value']);

/** What people would call a path: `due_on` is "Due on", `assignee.gid` is "Assignee". */
export function labelOfPath(path: string): string {
  const steps = path.split('.').filter((step) => step !== '');
  const last = steps.at(-1) ?? path;
  const named = steps.length > 1 && endings.has(last) ? steps.slice(0, -1) : steps;
  const words = named
    .join(' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words === '' ? path : words.slice(0, 1).toUpperCase() + words.slice(1);
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('.') + 1);
/** Where systems keep the fields that people add themselves. */
const ownFolders = new Set(['custom_fields.', 'custom.', 'customFields.', 'columns.']);

/** Only fields that people add are told by every system; about the others its silence says nothing. */
const isGone = (path: string, discovered: readonly Discovered[]): boolean => {
  if (discovered.some((field) => field.path === path || path.startsWith(`${field.path}.`))) return false;
  const folder = folderOf(path);
  return ownFolders.has(folder) || (path.endsWith('__c') && !path.includes('.'));
};

/**
 * Every field that can be chosen: those that the other system names, those that rules use, and those that were typed.
 * `discovered` is `undefined` while nobody knows what the other system names: then nothing is called gone.
 */
export function theirFields(
  discovered: readonly Discovered[] | undefined,
  rules: readonly Rule[],
  typed: readonly string[] = [],
): readonly TheirField[] {
  const named = (discovered ?? []).map((field): TheirField => ({ ...field, isGone: false }));
  const known = new Set(named.map(({ path }) => path));
  const others = [...new Set([...rules.map(({ externalField }) => externalField), ...typed])]
    .filter((path) => !known.has(path))
    .map(
      (path): TheirField => ({
        path,
        label: labelOfPath(path),
        writable: true,
        isGone: discovered !== undefined && discovered.length > 0 && isGone(path, discovered),
      }),
    );
  return [...others, ...named];
}
