import { fieldSpec, type ResourceType } from '../../../../shared/domain/resources.ts';
import type { OurField, Rule } from './requests/field-mappings.ts';
import type { TheirField } from './their-fields.ts';
import { begin, choicesFor, plain } from './transforms.ts';

export type Direction = Rule['direction'];
export type Placed = Rule & { readonly at: number };

/** The rules of one of our fields, each with its place among all. */
export const rulesOf = (rules: readonly Rule[], field: string): readonly Placed[] =>
  rules.flatMap((rule, at) => (rule.internalField === field ? [{ ...rule, at }] : []));

/** A first rule for two fields: what fits both, and nothing that gives rights away. */
export function newRule(type: ResourceType, field: OurField, their: TheirField): Rule {
  const wanted = field.kind === 'enum' && their.options === undefined ? 'string' : undefined;
  const [first] = choicesFor(field, []);
  const isReadOnly = fieldSpec(type, field.name)?.readOnly === true;
  const direction: Direction = field.privileged ? 'out' : isReadOnly || !their.writable ? 'in' : 'both';
  return {
    externalField: their.path,
    internalField: field.name,
    transform: begin(wanted ?? first?.[0] ?? 'string', field, their, []),
    direction,
    ...(field.required && direction !== 'out' ? { required: true } : {}),
  };
}

export type Changes = { readonly [part in keyof Rule]?: Rule[part] | undefined };

/** The rule with other parts; a part that is `undefined` or `false` is left out, as the service writes it. */
export const changed = (rule: Rule, changes: Changes): Rule =>
  Object.fromEntries(
    Object.entries({ ...rule, ...changes }).filter(([, part]) => part !== undefined && part !== false),
  ) as Rule;

export const replaced = (rules: readonly Rule[], at: number, rule: Rule): readonly Rule[] =>
  rules.map((each, place) => (place === at ? rule : each));

export const without = (rules: readonly Rule[], at: number): readonly Rule[] =>
  rules.filter((_, place) => place !== at);

/**
 * Our field is matched with theirs: in place of what its first rule had, else by a new rule. Nothing changes where the
 * two are matched already.
 */
export function matched(
  type: ResourceType,
  rules: readonly Rule[],
  field: OurField,
  their: TheirField,
): readonly Rule[] {
  const known = rulesOf(rules, field.name);
  if (known.some(({ externalField }) => externalField === their.path)) return rules;
  const [first] = known;
  if (first === undefined) return [...rules, newRule(type, field, their)];
  const { at, ...rule } = first;
  const anew =
    typeof rule.transform === 'object' && rule.transform.type === 'enum' && their.options !== undefined;
  return replaced(rules, at, anew ? newRule(type, field, their) : { ...rule, externalField: their.path });
}

/** How many of the needed fields are filled from over there, and which are not. */
export function needed(fields: readonly OurField[], rules: readonly Rule[]) {
  const all = fields.filter(({ required }) => required);
  const missing = all.filter(
    ({ name }) => !rules.some((rule) => rule.internalField === name && rule.direction !== 'out'),
  );
  return { all: all.length, filled: all.length - missing.length, missing: missing.map(({ label }) => label) };
}

/** Names of our fields whose rules are not the same in both sets. */
export function differing(before: readonly Rule[], after: readonly Rule[]): readonly string[] {
  const names = [...new Set([...before, ...after].map(({ internalField }) => internalField))];
  const text = (rules: readonly Rule[], name: string) =>
    JSON.stringify(rules.filter(({ internalField }) => internalField === name).map(sorted));
  return names.filter((name) => text(before, name) !== text(after, name));
}

/** The same rule is the same text, in whichever order its parts were written. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([one], [two]) => (one < two ? -1 : 1))
            .map(([key, each]) => [key, sorted(each)]),
        )
      : value;

/** Fields that are called the same on both sides and that no rule uses yet. */
export function obvious(
  fields: readonly OurField[],
  theirs: readonly TheirField[],
  rules: readonly Rule[],
): readonly { readonly field: OurField; readonly their: TheirField }[] {
  const used = new Set(rules.map(({ externalField }) => externalField));
  const open = theirs.filter(({ path, isGone }) => !used.has(path) && !isGone);
  return fields.flatMap((field) => {
    if (field.privileged || rulesOf(rules, field.name).length > 0) return [];
    const names = [plain(field.label), plain(field.name)];
    const their = open.find(({ label }) => names.includes(plain(label)));
    return their === undefined ? [] : [{ field, their }];
  });
}
