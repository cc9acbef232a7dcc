import { expect, test } from 'vitest';
import { groupOf } from '../../shared/domain/change.ts';
import { theChange } from './support/a-pair.ts';

test('changes of one record wait for each other, those of any other record do not', () => {
  const change = theChange();
  expect(groupOf(change)).toBe('int-1/TASK/external/1305');
  const groups = [
    theChange({ recordId: '1306' }),
    theChange({ side: 'local' }),
    theChange({ resourceType: 'MEMBER' }),
    theChange({ integrationId: 'int-2' }),
  ].map(groupOf);
  expect(new Set([groupOf(change), ...groups]).size).toBe(5);
});
