import { describe, expect, test } from 'vitest';
import { deletePolicyOf, everyDeletePolicy } from '../../shared/domain/delete-policy.ts';

describe('what becomes of a record whose counterpart was deleted', () => {
  test('is archiving, unless the admin chose otherwise', () => {
    expect(everyDeletePolicy()).toEqual({
      TASKS: 'archive',
      MEMBERS: 'archive',
      PARTICIPATION_LOGS: 'archive',
      EVENTS: 'archive',
      COMMITTEES: 'archive',
    });
    expect(deletePolicyOf(undefined, 'TASK')).toBe('archive');
    expect(deletePolicyOf({ MEMBERS: 'follow' }, 'TASK')).toBe('archive');
  });

  test('is chosen for each kind of data', () => {
    const chosen = {
      TASKS: 'follow',
      MEMBERS: 'ask',
      PARTICIPATION_LOGS: 'unlink',
      EVENTS: 'ask',
      COMMITTEES: 'follow',
    } as const;
    expect(everyDeletePolicy(chosen)).toEqual(chosen);
    expect(deletePolicyOf(chosen, 'MEMBER')).toBe('ask');
    expect(deletePolicyOf(chosen, 'PARTICIPATION_LOG')).toBe('unlink');
  });

  test('is the same for committees and those who sit on them', () => {
    const policies = { TASKS: 'unlink', COMMITTEES: 'follow' } as const;
    expect(deletePolicyOf(policies, 'COMMITTEE')).toBe('follow');
    expect(deletePolicyOf(policies, 'COMMITTEE_MEMBER')).toBe('follow');
  });
});
