import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { api } from '../../shared/contract/api.ts';
import { openapiDocument } from '../../shared/contract/openapi.ts';

const committed = readFileSync(new URL('../../docs/api/openapi.json', import.meta.url), 'utf8');
const document = openapiDocument();

describe('the committed OpenAPI document', () => {
  test('says what the contract says: `npm run openapi` writes it anew', () => {
    expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(document)));
  });

  test('names every operation of the contract once', () => {
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(ids).toHaveLength(Object.keys(api).length);
    expect(new Set(ids)).toEqual(new Set(Object.keys(api)));
  });

  test('refers to nothing that it does not hold', () => {
    const held = new Set(Object.keys(document.components.schemas));
    const referred = [...committed.matchAll(/#\/components\/schemas\/([^"]+)/g)].map(([, name]) => name);
    expect(referred.length).toBeGreaterThan(10);
    expect(referred.filter((name) => !held.has(name ?? ''))).toEqual([]);
  });

  test('says of a number in a query that it is one', () => {
    const parameters = document.paths['/api/admin/logs']?.get?.parameters;
    expect(parameters).toContainEqual({
      ...{ name: 'limit', in: 'query' },
      schema: { type: 'integer', minimum: 1, maximum: 200 },
    });
    expect(parameters).toContainEqual({
      ...{ name: 'offset', in: 'query' },
      schema: { type: 'integer', minimum: 0, maximum: 999_999 },
    });
  });
});
