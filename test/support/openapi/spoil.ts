import fc from 'fast-check';
import * as z from 'zod';
import { type Pools, valuesOf } from './arbitrary.ts';
import { type Described, type JsonSchema, resolved } from './document.ts';
import { allowsBody } from './judge.ts';

const noJson = fc.constantFrom(
  '{',
  '{"a":}',
  'nonsense',
  '[1,]',
  '{"a":1}}',
  '\u0000',
  `${'['.repeat(50_000)}`,
);
const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
const tooDeep = fc.constantFrom(
  deep,
  ...['fields', 'values', 'settings', 'credentials'].map((name) => `{"${name}":{"title":${deep}}}`),
);

/** Bodies that the document forbids, as text: no JSON, another shape, or one place of a good one spoiled. */
export function spoiledBodies(operation: Described, pools: Pools): fc.Arbitrary<string> | undefined {
  const { body } = operation;
  if (body === undefined) return undefined;
  const spoiled = fc
    .tuple(valuesOf(body, pools), fc.jsonValue({ maxDepth: 1 }), fc.nat(), fc.boolean())
    .map(([good, bad, where, adds]) => (adds ? added(good, bad, where) : replaced(good, bad, where)));
  const short = fc.jsonValue({ maxDepth: 1 });
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .oneof(spoiled, short)
        .filter((each) => !allowsBody(operation, each))
        .map((each) => JSON.stringify(each)),
    },
    { weight: 1, arbitrary: noJson },
    { weight: 1, arbitrary: tooDeep },
  );
}

const object = z.record(z.string(), z.unknown());

/** The value with one place of it, chosen by the number, replaced. */
function replaced(value: unknown, bad: unknown, where: number): unknown {
  const inner = object.safeParse(value);
  const keys = Object.keys(inner.data ?? {});
  const key = keys[where % (keys.length + 1)];
  if (!inner.success || key === undefined) return bad;
  const rest = Math.floor(where / (keys.length + 1));
  const without = Object.fromEntries(Object.entries(inner.data).filter(([each]) => each !== key));
  return rest % 3 === 0 ? without : { ...inner.data, [key]: replaced(inner.data[key], bad, rest) };
}

const added = (value: unknown, bad: unknown, where: number): unknown =>
  typeof value === 'object' ? { ...value, [`unknown${where % 7}`]: bad } : bad;

/** Query strings of which one value is none that the document allows; none where everything is allowed. */
export function spoiledQueries({ parameters }: Described): fc.Arbitrary<Record<string, string>> | undefined {
  const kinds = parameters.flatMap(({ in: place, name, schema }) => {
    const wrong = place === 'query' ? wrongText(resolved(schema)) : undefined;
    return wrong === undefined ? [] : [wrong.map((text): Record<string, string> => ({ [name]: text }))];
  });
  return kinds.length === 0 ? undefined : fc.oneof(...kinds);
}

function wrongText(schema: JsonSchema): fc.Arbitrary<string> | undefined {
  if (schema.type === 'integer')
    return fc.constantFrom('-1', '1.5', 'abc', '1e3', '9999999', '', '0x10', ' 1', '１', 'null');
  if (schema.enum !== undefined) return fc.string().filter((text) => !schema.enum?.includes(text));
  if (schema.format === 'date-time')
    return fc.constantFrom(
      '',
      'yesterday',
      '2026-02-30T10:00:00.000Z',
      '2026-03-01',
      '2026-03-01T10:00:00+02:00',
    );
  if (schema.type === 'boolean') return fc.constantFrom('', 'yes', '1', 'TRUE');
  if (schema.maxLength !== undefined) return fc.constant('a'.repeat(schema.maxLength + 1));
  return undefined;
}
