import type { FieldMapping, Transform } from './field-mapping.ts';
import { namedTransform, namedTransforms, targetMistake } from './named-transforms.ts';
import { pathMistake } from './paths.ts';
import type { FieldKind, FieldSpec } from './resources.ts';
import { isZone } from './zoned.ts';

/** A mistake at a place inside one rule. `at` is relative to the rule: `/transform/name`. */
export interface Mistake {
  readonly at: string;
  readonly message: string;
  /** It may be saved; something will wait or be left out. */
  readonly warning?: true;
}

type ByType<Type extends string> = Extract<Transform, { readonly type: Type }>;
const typeOf = (transform: Transform): string => (typeof transform === 'string' ? transform : transform.type);

/** Which transforms make a value of each kind; named ones say it themselves, expressions and JSON fields take any. */
export const makers: { readonly [kind in FieldKind]: readonly string[] } = {
  text: ['string', 'enum'],
  number: ['number'],
  boolean: ['boolean'],
  enum: ['enum', 'string'],
  'plain-date': ['date'],
  instant: ['instant'],
  zoned: ['zoned'],
  set: ['set', 'json'],
  reference: ['lookup'],
  json: ['string', 'number', 'boolean', 'date', 'instant', 'json', 'enum', 'set'],
};

/** What is wrong with the transform of a rule that fills or reads a field of this kind. */
export function transformMistakes(mapping: FieldMapping, spec: FieldSpec): readonly Mistake[] {
  const { transform } = mapping;
  const unfit = kindMistake(transform, spec);
  if (unfit !== undefined) return [{ at: '/transform', message: unfit }];
  if (typeof transform === 'string') return [];
  if (transform.type === 'enum') return enumMistakes(mapping, transform, spec);
  if (transform.type === 'lookup') return lookupMistakes(transform, spec);
  if (transform.type === 'named') return namedMistakes(mapping, transform);
  if (transform.type === 'zoned') return zonedMistakes(mapping, transform);
  if (transform.type === 'set') return pathMistakes('/transform/item', transform.item);
  return expressionMistakes(mapping, transform);
}

function kindMistake(transform: Transform, spec: FieldSpec): string | undefined {
  const type = typeOf(transform);
  if (type === 'expression' || (typeof transform === 'object' && transform.type === 'named'))
    return undefined;
  const fitting = makers[spec.kind];
  if (fitting.includes(type)) return undefined;
  const named = Object.entries(namedTransforms).filter(([, { kinds }]) => kinds.includes(spec.kind));
  const choices = [...fitting, ...named.map(([name]) => name), 'expression'];
  return `"${type}" does not make a value for "${spec.label}". Choose one of ${choices.join(', ')}.`;
}

function enumMistakes(mapping: FieldMapping, transform: ByType<'enum'>, spec: FieldSpec): readonly Mistake[] {
  const { outward = {} } = transform;
  const options = spec.options ?? [];
  const known = (value: string) => spec.kind !== 'enum' || options.includes(value);
  const unknown = (at: string, value: string): Mistake => ({
    at,
    message: `"${spec.label}" has no option "${value}". There are ${options.join(', ')}.`,
  });
  const sendable = new Set([...Object.values(transform.mapping), ...Object.keys(outward)]);
  const unsendable = mapping.direction === 'in' ? [] : options.filter((option) => !sendable.has(option));
  return [
    ...(Object.keys(transform.mapping).length > 0
      ? []
      : [{ at: '/transform/mapping', message: 'Say at least one external value and what it means.' }]),
    ...Object.entries(transform.mapping)
      .filter(([, ours]) => !known(ours))
      .map(([theirs, ours]) => unknown(`/transform/mapping/${theirs}`, ours)),
    ...Object.keys(outward)
      .filter((ours) => !known(ours))
      .map((ours) => unknown(`/transform/outward/${ours}`, ours)),
    ...Object.entries(outward)
      .filter(([, theirs]) => mapping.direction === 'both' && !Object.hasOwn(transform.mapping, theirs))
      .map(([ours, theirs]) => ({
        at: `/transform/outward/${ours}`,
        message: `"${theirs}" is sent for ${ours} but could not be read back: say in the table what it means.`,
      })),
    ...unsendable.map((option) => ({
      at: '/transform/outward',
      message: `${option} has no external value: it will not be sent, and the field waits.`,
      warning: true as const,
    })),
  ];
}

const lookupMistakes = (
  { resourceType }: ByType<'lookup'>,
  { label, target }: FieldSpec,
): readonly Mistake[] =>
  resourceType === target
    ? []
    : [
        {
          at: '/transform/resourceType',
          message: `"${label}" names a ${(target ?? 'record').toLowerCase()}, not a ${resourceType.toLowerCase()}.`,
        },
      ];

function namedMistakes(mapping: FieldMapping, { name, target }: ByType<'named'>): readonly Mistake[] {
  const transform = namedTransform(name);
  if (transform === undefined) {
    const hint =
      name === 'enumMapping'
        ? 'Use the transform "enum" with a table.'
        : `Choose one of ${Object.keys(namedTransforms).join(', ')}.`;
    return [{ at: '/transform/name', message: `There is no transform "${name}". ${hint}` }];
  }
  const wrongTarget = targetMistake(transform, target);
  const [reads, writes] = [transform.inward !== undefined, transform.outward !== undefined];
  const needsIn = mapping.direction !== 'out' && !reads;
  const needsOut = mapping.direction !== 'in' && !writes;
  return [
    ...(wrongTarget === undefined ? [] : [{ at: '/transform/target', message: wrongTarget }]),
    ...(needsIn
      ? [{ at: '/direction', message: `"${name}" cannot be read back: let this field flow out only.` }]
      : []),
    ...(needsOut
      ? [{ at: '/direction', message: `"${name}" only reads: let this field flow in only.` }]
      : []),
  ];
}

/** Whether a named transform serves fields of this kind. */
export function namedKindMistake(transform: Transform, spec: FieldSpec): readonly Mistake[] {
  const named = typeof transform === 'object' && transform.type === 'named' ? transform.name : undefined;
  const found = named === undefined ? undefined : namedTransform(named);
  if (found === undefined || spec.kind === 'json' || found.kinds.includes(spec.kind)) return [];
  return [
    { at: '/transform/name', message: `"${String(named)}" does not make a value for "${spec.label}".` },
  ];
}

function zonedMistakes(mapping: FieldMapping, { zone, zoneField, as }: ByType<'zoned'>): readonly Mistake[] {
  const nowhere = zone === undefined && zoneField === undefined;
  return [
    ...(zone === undefined || isZone(zone)
      ? []
      : [{ at: '/transform/zone', message: `"${zone}" is no time zone. Give one like Europe/Berlin.` }]),
    ...pathMistakes('/transform/zoneField', zoneField),
    ...(nowhere && as !== undefined && as !== 'zoned' && mapping.direction !== 'out'
      ? [
          {
            at: '/transform/as',
            message: 'Without a zone it could not be read back: give a zone or its field.',
          },
        ]
      : []),
  ];
}

function expressionMistakes(
  { direction }: FieldMapping,
  transform: ByType<'expression'>,
): readonly Mistake[] {
  return direction === 'in' || transform.outward !== undefined
    ? []
    : [
        {
          at: '/transform/outward',
          message: 'Give the expression that writes it, or let this field flow in only.',
        },
      ];
}

const pathMistakes = (at: string, path: string | undefined): readonly Mistake[] => {
  const message = path === undefined ? undefined : pathMistake(path);
  return message === undefined ? [] : [{ at, message: `${message}.` }];
};
