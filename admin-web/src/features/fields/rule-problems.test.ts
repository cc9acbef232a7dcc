import { expect, test } from 'vitest';
import { problemAt } from './rule-problems.ts';

test('a problem stands at its rule and names the part, whatever characters a value holds', () => {
  expect(problemAt('/fields/2/transform/mapping/a~1b', 'No such option', 'error')).toEqual({
    ...{ at: 2, part: 'transform.mapping.a/b', message: 'No such option', severity: 'error' },
  });
});

test('a problem of the whole set stands at no rule', () => {
  expect(problemAt('/fields', 'Map at least one field.', 'error')).not.toHaveProperty('at');
});
