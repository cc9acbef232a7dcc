import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Described, described } from '../../support/openapi/document.ts';
import { allowsBody, faultsOf } from '../../support/openapi/judge.ts';
import { allowed, forbidden } from '../../support/openapi/requests.ts';
import { examples } from './examples.ts';
import { poolsFor } from './seeded-world.ts';

const found = (id: string): Described => {
  const operation = described.find((each) => each.id === id);
  if (operation === undefined) throw new Error(`The document has no ${id}.`);
  return operation;
};
const json = { 'content-type': 'application/json' };
const problemType = { 'content-type': 'application/problem+json' };
const problem = { type: 'urn:x', title: 'No', status: 404, code: 'not-found', hint: 'Look', requestId: 'r' };
const faults = (statusCode: number, headers: Record<string, string>, body: object) =>
  faultsOf(found('getMaintenance'), { statusCode, headers, body: JSON.stringify(body) });

describe('the judge of answers', () => {
  it('finds nothing wrong with an answer as the document describes it', () => {
    expect(faults(404, problemType, problem)).toEqual([]);
  });

  it.each([
    ['a status that the document does not know', 201, json, {}],
    ['a property that is missing', 200, json, {}],
    ['a content-type that is not told', 200, { 'content-type': 'text/html' }, {}],
    ['a refusal that is no problem document', 404, json, problem],
    ['a refusal that does not say what to do', 404, problemType, { ...problem, hint: '' }],
    ['a refusal without a stable code', 404, problemType, { ...problem, code: 'Not Found' }],
    ['a refusal that tells another status', 400, problemType, problem],
  ])('finds %s', (_what, status, headers, body) => {
    expect(faults(status, headers, body)).not.toEqual([]);
  });
});

describe('the requests made from the document', () => {
  const posts = described.filter(({ body }) => body !== undefined);
  it.each(posts)('$method $path: are always allowed by it, or forbidden, as they claim', (operation) => {
    const pools = poolsFor(operation.path);
    const bodyOf = (text: string | undefined): unknown => {
      try {
        return JSON.parse(text ?? '');
      } catch {
        return undefined;
      }
    };
    fc.assert(
      fc.property(allowed(operation, pools, examples[operation.id]), ({ body }) =>
        allowsBody(operation, bodyOf(body)),
      ),
      { seed: 6, numRuns: 50 },
    );
    const [bad] = fc.sample(
      forbidden(operation, pools).filter(({ refused, caller, body, path }) => {
        const named = caller === 'right' && !path.includes('%E0%A4%A') && (body ?? '').length < 10_000;
        return refused && named && !allowsBody(operation, bodyOf(body));
      }),
      { seed: 6, numRuns: 1 },
    );
    expect(bad).toBeDefined();
  });
});
