import { describe, expect, it } from 'vitest';
import { described } from '../../support/openapi/document.ts';
import { fuzz, served } from './fuzz.ts';

// The quick version; `npm run acceptance -- admin-api/fuzz` sends two hundred of each.
const runs = 25;

describe('whatever the document allows or forbids,', () => {
  it.each(described)('$method $path answers as the document says, never with a 5xx', async (operation) => {
    const { valid, invalid } = await fuzz(operation, runs);
    expect(
      served(valid),
      'was never served: seeded-world.ts or examples.ts lack what it needs',
    ).toBeGreaterThan(0);
    expect(served(invalid), 'was always served, whatever was wrong').toBeLessThan(runs);
  });
});
