import type { FieldMapping } from './field-mapping.ts';
import { type Mistake, namedKindMistake, transformMistakes } from './field-mapping-transforms.ts';
import { misfit } from './field-values.ts';
import type { MergeRule } from './integration.ts';
import { pathMistake } from './paths.ts';
import { type FieldKind, type FieldSpec, fieldSpec, type ResourceType, resourceFields } from './resources.ts';

/** What is wrong with a set of rules, at a JSON pointer into the request. A warning does not keep it from being saved. */
export interface MappingProblem {
  readonly pointer: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

const mostRules = 200;

/** Everything that is wrong with these rules, in words for an admin. Expressions' grammar is checked elsewhere. */
export function checkFieldMapping(
  type: ResourceType,
  fields: readonly FieldMapping[],
): readonly MappingProblem[] {
  if (fields.length === 0) return [error('/fields', 'Map at least one field.')];
  if (fields.length > mostRules) return [error('/fields', `Map at most ${mostRules} fields.`)];
  return [
    ...fields.flatMap((mapping, at) =>
      ruleMistakes(type, mapping).map(({ at: place, message, warning }) => ({
        pointer: `/fields/${at}${escaped(place)}`,
        message,
        severity: warning === true ? ('warning' as const) : ('error' as const),
      })),
    ),
    ...filledTwice(type, fields),
    ...writtenTwice(fields),
    ...unfilled(type, fields),
  ];
}

const error = (pointer: string, message: string): MappingProblem => ({ pointer, message, severity: 'error' });

/** Keys of an enum's table may hold what a JSON pointer reserves. */
const escaped = (place: string): string => {
  const [empty = '', ...parts] = place.split('/');
  const [first = '', second, ...key] = parts;
  const tail = key.length === 0 ? [] : [key.join('/').replaceAll('~', '~0').replaceAll('/', '~1')];
  return [empty, first, ...(second === undefined ? [] : [second]), ...tail].join('/');
};

function ruleMistakes(type: ResourceType, mapping: FieldMapping): readonly Mistake[] {
  const path = pathMistake(mapping.externalField);
  const spec = fieldSpec(type, mapping.internalField);
  const names = Object.keys(resourceFields[type]).join(', ');
  return [
    ...(path === undefined ? [] : [{ at: '/externalField', message: `${path}.` }]),
    ...(spec === undefined
      ? [
          {
            at: '/internalField',
            message: `A ${words(type)} has no field "${mapping.internalField}". Choose one of ${names}.`,
          },
        ]
      : [
          ...transformMistakes(mapping, spec),
          ...namedKindMistake(mapping.transform, spec),
          ...valueMistakes(mapping, spec),
          ...flowMistakes(mapping, spec),
        ]),
  ];
}

const words = (type: ResourceType): string => type.toLowerCase().replaceAll('_', ' ');

const mergeKinds: { readonly [rule in MergeRule]?: readonly FieldKind[] } = {
  concatenate: ['text'],
  max: ['number', 'plain-date', 'instant', 'zoned', 'enum'],
  min: ['number', 'plain-date', 'instant', 'zoned', 'enum'],
  union: ['set'],
};

function valueMistakes(
  { defaultValue = null, mergeRule, direction }: FieldMapping,
  spec: FieldSpec,
): readonly Mistake[] {
  const wanted = misfit(spec, defaultValue);
  const kinds = mergeRule === undefined ? undefined : mergeKinds[mergeRule];
  return [
    ...(wanted === undefined ? [] : [{ at: '/defaultValue', message: `"${spec.label}" takes ${wanted}.` }]),
    ...(defaultValue !== null && direction === 'out'
      ? [{ at: '/defaultValue', message: 'Nothing flows in, so this is never used.', warning: true as const }]
      : []),
    ...(kinds === undefined || kinds.includes(spec.kind)
      ? []
      : [{ at: '/mergeRule', message: `"${String(mergeRule)}" does not work for "${spec.label}".` }]),
  ];
}

function flowMistakes(mapping: FieldMapping, spec: FieldSpec): readonly Mistake[] {
  const { direction, allowPrivileged } = mapping;
  return [
    ...(spec.privileged === true && direction !== 'out' && allowPrivileged !== true
      ? [
          {
            at: '/allowPrivileged',
            message: `"${spec.label}" gives rights. Agree that the other system may set it, or let it flow out only.`,
          },
        ]
      : []),
    ...(spec.readOnly === true && direction !== 'in'
      ? [{ at: '/direction', message: `"${spec.label}" is told by the other system: let it flow in only.` }]
      : []),
  ];
}

function filledTwice(type: ResourceType, fields: readonly FieldMapping[]): readonly MappingProblem[] {
  return fields.flatMap(({ internalField, direction }, at) => {
    const first = fields.findIndex(
      (other) => other.internalField === internalField && other.direction !== 'out',
    );
    if (direction === 'out' || first === at) return [];
    const label = fieldSpec(type, internalField)?.label ?? internalField;
    return [error(`/fields/${at}/internalField`, `"${label}" is already filled by rule ${first + 1}.`)];
  });
}

/** Paths that a rule writes: its field, and the field of the zone beside it. */
const writes = ({ externalField, transform }: FieldMapping): readonly string[] =>
  typeof transform === 'object' && transform.type === 'zoned' && transform.zoneField !== undefined
    ? [externalField, transform.zoneField]
    : [externalField];
const inside = (path: string, other: string): boolean =>
  path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[`);

function writtenTwice(fields: readonly FieldMapping[]): readonly MappingProblem[] {
  const outward = fields.flatMap((mapping, at) =>
    mapping.direction === 'in' ? [] : writes(mapping).map((path) => ({ path, at })),
  );
  return outward.flatMap(({ path, at }) => {
    const first = outward.find(
      (other) => other.at < at && (inside(path, other.path) || inside(other.path, path)),
    );
    if (first === undefined) return [];
    const where = first.path === path ? `"${path}"` : `"${path}" and "${first.path}" overlap: it`;
    return [error(`/fields/${at}/externalField`, `${where} is already written by rule ${first.at + 1}.`)];
  });
}

/** A record that comes in needs its required fields; where nothing flows in, nothing is needed. */
function unfilled(type: ResourceType, fields: readonly FieldMapping[]): readonly MappingProblem[] {
  const inward = fields.filter(({ direction }) => direction !== 'out');
  if (inward.length === 0) return [];
  return Object.entries(resourceFields[type])
    .filter(
      ([field, { required }]) => required === true && !inward.some((rule) => rule.internalField === field),
    )
    .map(([, { label }]) =>
      error('/fields', `"${label}" is needed and no rule fills it: no ${words(type)} could be made here.`),
    );
}
