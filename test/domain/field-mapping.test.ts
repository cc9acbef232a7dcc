import { expect, test } from 'vitest';
import { lookupTarget } from '../../shared/domain/field-mapping.ts';

test('a look-up says whose id its field holds; no other transform does', () => {
  expect(lookupTarget({ transform: { type: 'lookup', resourceType: 'MEMBER' } })).toBe('MEMBER');
  expect(lookupTarget({ transform: 'string' })).toBeUndefined();
  expect(lookupTarget({ transform: { type: 'set' } })).toBeUndefined();
});
