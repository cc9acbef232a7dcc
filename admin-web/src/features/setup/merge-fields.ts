import type { mergeRules } from '../../../../shared/domain/integration.ts';
import { resourceFields, resourcesOf } from '../../../../shared/domain/resources.ts';
import type { Kind } from './abilities.ts';

type MergeRule = (typeof mergeRules)[number];

export interface MergeField {
  readonly name: string;
  readonly label: string;
  /** Rules that make sense for values of its kind. */
  readonly rules: readonly MergeRule[];
}

const special: { readonly [kind: string]: readonly MergeRule[] } = {
  text: ['concatenate'],
  number: ['max', 'min'],
  'plain-date': ['max', 'min'],
  instant: ['max', 'min'],
  set: ['union'],
};
const general: readonly MergeRule[] = ['latest', 'prefer_external', 'prefer_local', 'review'];

/** The fields for which a rule can be chosen. A rule holds for all kinds of data that have a field of that name. */
export function mergeFields(kinds: readonly Kind[]): readonly MergeField[] {
  const found = new Map<string, MergeField>();
  for (const type of kinds.flatMap((kind) => resourcesOf[kind])) {
    for (const [name, { label, kind, readOnly }] of Object.entries(resourceFields[type])) {
      if (readOnly === true || found.has(name)) continue;
      found.set(name, { name, label, rules: [...general, ...(special[kind] ?? [])] });
    }
  }
  return [...found.values()];
}
