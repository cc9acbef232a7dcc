import fc from 'fast-check';
import { type JsonSchema, resolved } from './document.ts';

/** Values worth trying for a property or parameter of that name, beside what the schema allows. */
export type Pools = Readonly<Record<string, readonly string[]>>;

const awkward = [
  '__proto__',
  'constructor',
  '\u0000',
  '=1+1',
  "'; --",
  '%',
  '..',
  '\u202e',
  'é',
  ' ',
  'a'.repeat(3000),
];
const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 20 }) },
  { weight: 2, arbitrary: fc.string({ maxLength: 20, unit: 'grapheme' }) },
  { weight: 1, arbitrary: fc.constantFrom(...awkward) },
);
const instants = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2030-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const mailAddresses = fc.constantFrom('ada@example.org', 'ben.b+x@sub.example.org');
const addresses = fc.oneof(
  fc.constantFrom('https://rest.example.org', 'http://127.0.0.1/', 'https://app.asana.com/api/1.0'),
  fc.webUrl(),
);

/** Values that the schema allows; `name` is what the value is called where it stands. */
export function valuesOf(schema: JsonSchema, pools: Pools, name = ''): fc.Arbitrary<unknown> {
  if (schema.$ref === '#/components/schemas/Json') return fc.jsonValue({ maxDepth: 2 });
  if (schema.$ref !== undefined) return valuesOf(resolved(schema), pools, name);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) {
    const liked = schema.enum.filter((each) => pools[name]?.includes(String(each)));
    const any = fc.constantFrom(...schema.enum);
    return liked.length === 0 ? any : fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...liked) }, any);
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((each) => valuesOf(each, pools, name)));
  if (typeof schema.type === 'object')
    return fc.oneof(...schema.type.map((type) => valuesOf({ ...schema, type }, pools, name)));
  switch (schema.type) {
    case 'object':
      return objects(schema, pools);
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, pools, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case 'string':
      return texts(schema, pools[name]);
    case 'integer':
      return integers(schema);
    case 'number':
      return fc.double({ ...boundsOf(schema), noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function texts(schema: JsonSchema, pool: readonly string[] | undefined): fc.Arbitrary<string> {
  const { format, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  if (format === 'date-time') return instants;
  if (format === 'email') return mailAddresses;
  const fits = (text: string) => [...text].length >= minLength && text.length <= maxLength;
  const usual = format === 'uri' ? addresses : anyText.map((text) => text.padEnd(minLength, 'a'));
  const free = usual.filter(fits);
  return pool === undefined ? free : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pool) }, free);
}

const boundsOf = ({ minimum, maximum }: JsonSchema) => ({
  ...(minimum === undefined ? {} : { min: minimum }),
  ...(maximum === undefined ? {} : { max: maximum }),
});

function integers({ minimum = -1_000_000, maximum = 1_000_000 }: JsonSchema): fc.Arbitrary<number> {
  const least = Math.max(minimum, 0);
  const usual = fc.integer({ min: least, max: Math.min(maximum, Math.max(least, 3)) });
  return fc.oneof({ weight: 3, arbitrary: usual }, fc.integer({ min: minimum, max: maximum }), usual);
}

function objects(schema: JsonSchema, pools: Pools): fc.Arbitrary<object> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, each]) => [name, valuesOf(each, pools, name)]),
  );
  const named = fc.record(model, { requiredKeys: [...required] });
  if (typeof additionalProperties !== 'object') return named;
  const keys = propertyNames?.enum === undefined ? anyText : valuesOf(propertyNames, pools).map(String);
  const known = fc.constantFrom(...(pools.keys ?? ['title']));
  const free = fc.dictionary(
    propertyNames?.enum === undefined ? fc.oneof(known, keys) : keys,
    valuesOf(additionalProperties, pools),
    {
      maxKeys: 3,
    },
  );
  return fc.tuple(named, free).map(([mine, more]) => ({ ...more, ...mine }));
}
