import type { FieldMapping, FieldMappingSet } from '../../domain/field-mapping.ts';
import { checkFieldMapping, type MappingProblem } from '../../domain/field-mapping-check.ts';
import { readPath, writePath } from '../../domain/paths.ts';
import { type FieldSpec, fieldSpec } from '../../domain/resources.ts';
import { type RoundTrip, roundTripOf, sampleValues, type Trip, tripsOf } from '../../domain/round-trip.ts';
import type { FieldValue } from '../../domain/values.ts';
import type { Expressions } from '../ports.ts';

/** What is wrong with a set of rules, and for each rule whether values survive the way there and back. */
export interface MappingReport {
  readonly problems: readonly MappingProblem[];
  /** One for each rule, in order; absent where the rules cannot be tried. */
  readonly roundTrips: readonly RoundTrip[];
}

type Expression = Extract<FieldMapping['transform'], { readonly type: 'expression' }>;
const expressionOf = ({ transform }: FieldMapping): Expression | undefined =>
  typeof transform === 'object' && transform.type === 'expression' ? transform : undefined;

/** Checks the rules and sends sample values through them. A rule that loses values must not flow both ways. */
export async function checkMapping(
  deps: { readonly expressions: Expressions },
  set: FieldMappingSet,
): Promise<MappingReport> {
  const problems = [
    ...checkFieldMapping(set.resourceType, set.fields),
    ...(await expressionProblems(deps.expressions, set)),
  ];
  if (problems.some(({ severity }) => severity === 'error')) return { problems, roundTrips: [] };
  const roundTrips = await Promise.all(set.fields.map((mapping) => tryRule(deps.expressions, set, mapping)));
  return { problems: [...problems, ...roundTrips.flatMap(lossy)], roundTrips };
}

async function expressionProblems(
  expressions: Expressions,
  set: FieldMappingSet,
): Promise<readonly MappingProblem[]> {
  const found: MappingProblem[] = [];
  for (const [at, mapping] of set.fields.entries()) {
    const expression = expressionOf(mapping);
    for (const part of ['inward', 'outward'] as const) {
      const text = expression?.[part];
      const why = text === undefined ? undefined : await expressions.mistake(text);
      if (why === undefined) continue;
      const message = `This expression cannot be read: ${why}.`;
      found.push({ pointer: `/fields/${at}/transform/${part}`, message, severity: 'error' });
    }
  }
  return found;
}

async function tryRule(
  expressions: Expressions,
  set: FieldMappingSet,
  mapping: FieldMapping,
): Promise<RoundTrip> {
  const expression = expressionOf(mapping);
  if (expression === undefined || mapping.direction !== 'both')
    return roundTripOf(mapping, mapping.direction === 'both' ? tripsOf(set, mapping) : []);
  const spec = fieldSpec(set.resourceType, mapping.internalField);
  return roundTripOf(mapping, await expressionTrips(expressions, mapping, expression, spec));
}

/** Only what an expression does with this field's own value can be tried; the rest of the record is empty. */
async function expressionTrips(
  expressions: Expressions,
  { internalField, externalField }: FieldMapping,
  { inward, outward = '' }: Expression,
  spec: FieldSpec | undefined,
): Promise<readonly Trip[]> {
  const trips: Trip[] = [];
  for (const ours of spec === undefined ? [] : sampleValues(spec)) {
    const theirs = await result(expressions, outward, { [internalField]: ours });
    const data = theirs === undefined ? undefined : writePath({}, externalField, theirs);
    const back = data === undefined ? undefined : await result(expressions, inward, data);
    const sent = data === undefined ? undefined : readPath(data, externalField);
    trips.push({ ours, theirs: sent, back, alone: back });
  }
  return trips;
}

const result = (expressions: Expressions, text: string, input: FieldValue): Promise<FieldValue | undefined> =>
  expressions.evaluate(text, input).catch(() => undefined);

function lossy({ verdict, proof }: RoundTrip, at: number): readonly MappingProblem[] {
  const [first] = proof;
  if (verdict !== 'lossy' || first === undefined) return [];
  const back = first.alone ?? first.back;
  const shown = (value: FieldValue | undefined) => (value === undefined ? 'nothing' : JSON.stringify(value));
  const way = `${shown(first.ours)} is sent as ${shown(first.theirs)} and comes back as ${shown(back)}`;
  return [
    {
      pointer: `/fields/${at}/direction`,
      message: `This rule cannot flow both ways: ${way}. Let it flow in one direction only.`,
      severity: 'error',
    },
  ];
}
