import fc from 'fast-check';
import { type Pools, valuesOf } from './arbitrary.ts';
import type { Described, Parameter } from './document.ts';
import { spoiledBodies, spoiledQueries } from './spoil.ts';

/** A request as a client would make it from the document. */
export interface Request {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case, as API Gateway hands them over. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** `none`: no token; `wrong`: a role that may not. */
  readonly caller: 'right' | 'wrong' | 'none';
  /** By the document it cannot be served. */
  readonly refused: boolean;
}

/** Requests that the document allows; `examples` are bodies known to be served. */
export function allowed(
  operation: Described,
  pools: Pools,
  examples: readonly object[] = [],
): fc.Arbitrary<Request> {
  return fc
    .record({
      path: paths(operation, pools),
      query: queries(operation, pools),
      headers: headers(operation, pools),
      body: bodies(operation, pools, examples),
    })
    .map((each) => ({ ...each, caller: 'right', refused: false }));
}

/** Requests that the document forbids, or that name what does not exist. */
export function forbidden(operation: Described, pools: Pools): fc.Arbitrary<Request> {
  const good = allowed(operation, pools);
  const withBody = spoiledBodies(operation, pools);
  const withQuery = spoiledQueries(operation);
  const named = operation.path.includes('{');
  return fc.oneof(
    ...(withBody === undefined
      ? []
      : [
          {
            weight: 6,
            arbitrary: combine(
              good,
              withBody.map((body) => ({ body, refused: true })),
            ),
          },
        ]),
    ...(withQuery === undefined
      ? []
      : [
          {
            weight: 6,
            arbitrary: combine(
              good,
              withQuery.map((query) => ({ query, refused: true })),
            ),
          },
        ]),
    ...(named
      ? [
          {
            weight: 4,
            arbitrary: combine(
              good,
              paths(operation, {}).map((path) => ({ path })),
            ),
          },
          {
            weight: 1,
            arbitrary: good.map((each) => ({
              ...each,
              path: operation.path.replace(/\{\w+\}/, '%E0%A4%A'),
              refused: true,
            })),
          },
        ]
      : []),
    {
      weight: 1,
      arbitrary: combine(
        good,
        fc.constantFrom(
          { caller: 'wrong' as const, refused: true },
          { caller: 'none' as const, refused: true },
        ),
      ),
    },
  );
}

const combine = (good: fc.Arbitrary<Request>, spoil: fc.Arbitrary<Partial<Request>>) =>
  fc.tuple(good, spoil).map(([each, more]): Request => ({ ...each, ...more }));

const inPlace = ({ parameters }: Described, place: Parameter['in']) =>
  parameters.filter((parameter) => parameter.in === place);

/** Parts of an address that lead to another operation. */
const words = new Set([
  '.',
  '..',
  'conflicts',
  'participation',
  'overlaps',
  'causes',
  'many',
  'resolve',
  'resume',
]);

function paths(operation: Described, pools: Pools): fc.Arbitrary<string> {
  const names = inPlace(operation, 'path');
  const values = names.map(({ name, schema }) =>
    valuesOf(schema, pools, name)
      .map(String)
      .filter((text) => !words.has(text)),
  );
  return fc
    .tuple(...values)
    .map((each) =>
      names.reduce(
        (path, { name }, index) => path.replace(`{${name}}`, () => encodeURIComponent(each[index] ?? '')),
        operation.path,
      ),
    );
}

function headers(operation: Described, pools: Pools): fc.Arbitrary<Record<string, string>> {
  const one = inPlace(operation, 'header').map(({ name, schema }) =>
    valuesOf(schema, pools, name).map((value) => ({ [name.toLowerCase()]: String(value) })),
  );
  return fc.oneof(fc.constant({}), ...one);
}

/** A made-up cursor spoils a whole request: it comes with one in four only. */
function queries(operation: Described, pools: Pools): fc.Arbitrary<Record<string, string>> {
  const asked = inPlace(operation, 'query');
  const model = Object.fromEntries(
    asked.map(({ name, schema }) => [name, valuesOf(schema, pools, name).map(String)]),
  );
  const requiredKeys = asked.filter(({ required }) => required).map(({ name }) => name);
  return fc
    .tuple(fc.record(model, { requiredKeys }), fc.nat(3))
    .map(([{ cursor, ...query }, n]) => (cursor === undefined || n > 0 ? query : { ...query, cursor }));
}

function bodies(
  operation: Described,
  pools: Pools,
  examples: readonly object[],
): fc.Arbitrary<string | undefined> {
  if (operation.body === undefined) return fc.constant(undefined);
  const made = valuesOf(operation.body, pools).map((each) => JSON.stringify(each));
  if (examples.length === 0) return made;
  const given = fc.constantFrom(...examples).map((each) => JSON.stringify(each));
  return fc.oneof(made, given);
}
