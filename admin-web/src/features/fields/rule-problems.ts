/** Something that is wrong with the rules; `at` is the place of the rule, absent where it is about all of them. */
export interface Problem {
  readonly at?: number;
  /** The part of the rule: `transform.mapping`. */
  readonly part: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

/** A problem of the service, at a JSON pointer like `/fields/2/transform/zone`. */
export function problemAt(pointer: string, message: string, severity: Problem['severity']): Problem {
  const [, list, place = '', ...part] = pointer.split('/').map(unescaped);
  const at = list === 'fields' && /^\d+$/.test(place) ? { at: Number(place) } : {};
  return { ...at, part: part.join('.'), message, severity };
}
