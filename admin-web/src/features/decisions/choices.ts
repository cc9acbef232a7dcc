import type { Conflict, Decision } from './requests/conflicts.ts';

type FieldOf = Conflict['fields'][number];
type Value = FieldOf['base'];

/** What somebody chose for a field: the value of one side, or one of their own. */
export type Choice = 'local' | 'external' | { readonly own: Value };
export type Choices = { readonly [field: string]: Choice };

export const oneSide = ({ fields }: Conflict, side: 'local' | 'external'): Choices =>
  Object.fromEntries(fields.map(({ field }) => [field, side]));

export const isComplete = ({ fields }: Conflict, choices: Choices): boolean =>
  fields.every(({ field }) => choices[field] !== undefined);

/** The choices as the service takes them; `undefined` while a field is not decided. */
export function decisionOf(conflict: Conflict, choices: Choices, push: boolean): Decision | undefined {
  if (!isComplete(conflict, choices)) return undefined;
  const common = { pushToExternal: push, version: conflict.version };
  const chosen = Object.entries(choices);
  if (chosen.every(([, choice]) => choice === 'local')) return { strategy: 'LOCAL_WINS', ...common };
  if (chosen.every(([, choice]) => choice === 'external')) return { strategy: 'EXTERNAL_WINS', ...common };
  const sides = chosen.flatMap(([field, choice]) =>
    typeof choice === 'string' ? [[field, choice] as const] : [],
  );
  const own = chosen.flatMap(([field, choice]) =>
    typeof choice === 'string' ? [] : [[field, choice.own] as const],
  );
  return {
    strategy: 'CUSTOM_MERGE',
    ...(sides.length === 0 ? {} : { choices: Object.fromEntries(sides) }),
    ...(own.length === 0 ? {} : { resolvedData: Object.fromEntries(own) }),
    ...common,
  };
}

/** The choices that still hold after the conflict was read anew: those of fields whose values are as they were. */
export function stillHolding(choices: Choices, before: Conflict, now: Conflict): Choices {
  const values = ({ fields }: Conflict, name: string) => {
    const found = fields.find(({ field }) => field === name);
    return found === undefined ? undefined : JSON.stringify([found.local.value, found.external.value]);
  };
  return Object.fromEntries(
    Object.entries(choices).filter(
      ([field]) => values(now, field) !== undefined && values(now, field) === values(before, field),
    ),
  );
}

const likeness = ({ integrationId, resourceType, conflictedFields }: Conflict): string =>
  JSON.stringify([integrationId, resourceType, [...conflictedFields].sort((a, b) => (a < b ? -1 : 1))]);

/** Others of the same integration and kind in which the same fields clash. */
export const similarTo = (conflict: Conflict, all: readonly Conflict[]): readonly Conflict[] =>
  all.filter((other) => other.id !== conflict.id && likeness(other) === likeness(conflict));

export interface Group {
  readonly integrationId: string;
  readonly integrationName: string;
  readonly conflicts: readonly Conflict[];
}

/** By integration, in the order in which each is first met. */
export function grouped(conflicts: readonly Conflict[]): readonly Group[] {
  const groups = new Map<string, Conflict[]>();
  for (const conflict of conflicts) {
    const known = groups.get(conflict.integrationId);
    if (known === undefined) groups.set(conflict.integrationId, [conflict]);
    else known.push(conflict);
  }
  return [...groups].map(([integrationId, members]) => ({
    integrationId,
    integrationName: members[0]?.integrationName ?? '',
    conflicts: members,
  }));
}
